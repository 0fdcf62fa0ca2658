pragma ComponentBehavior: Bound

import QtQuick
import Tsuki.Bridge
import Tsuki.Look

// What goes into the file, where it goes, and a look at it before it is written.
Sheet {
    id: sheet

    required property ExportDesk desk
    property bool warned: false

    readonly property bool looking: desk.state === "looking"
    readonly property bool writing: desk.state === "writing"
    readonly property bool nothing: desk.preview.rows + desk.preview.heldOut === 0

    readonly property var formats: [
        { key: "messages", title: qsTr("Chats"), what: qsTr("“messages”: what most trainers read. Start here.") },
        { key: "instruction", title: qsTr("Instructions"), what: qsTr("“instruction, input, output”: one exchange a row. Earlier turns are lost.") },
        { key: "threads", title: qsTr("Threads with moods"), what: qsTr("Whole conversations, with a mood for each of her replies.") },
        { key: "preference", title: qsTr("Better of two"), what: qsTr("“chosen, rejected”: for DPO. From variants and rewritten replies.") },
        { key: "unpaired", title: qsTr("Thumbs alone"), what: qsTr("“completion, label”: for KTO. Thumbs up and down.") },
        { key: "sharegpt", title: qsTr("ShareGPT"), what: qsTr("“conversations” with from and value, for older tools.") }
    ]

    function show(warn: bool): void {
        warned = warn
        if (!warn)
            desk.look()
        open()
    }
    function at(list: var, key: var): int {
        return Math.max(0, list.findIndex(one => one.key === key))
    }

    title: warned ? qsTr("Something private is in there") : qsTr("Training file")
    most: Theme.px(680)
    onClosed: if (looking) desk.cancel()

    component Choice: Item {
        id: choice

        required property string label
        required property var offers
        required property var value
        signal picked(var key)

        width: parent ? parent.width : 0
        implicitHeight: Math.max(name.implicitHeight, box.height)

        Words {
            id: name

            width: parent.width - box.width - 16
            anchors.verticalCenter: parent.verticalCenter
            text: choice.label
        }
        Picker {
            id: box

            anchors.right: parent.right
            width: Math.min(parent.width * 0.6, Theme.px(260))
            label: choice.label
            model: choice.offers.map(one => one.title)
            currentIndex: sheet.at(choice.offers, choice.value)
            onActivated: index => choice.picked(choice.offers[index].key)
        }
    }

    Words {
        visible: sheet.warned
        width: parent ? parent.width : 0
        text: qsTr("Nothing is written yet. Each detail below is replaced, unless you want it to stay.")
        color: Theme.muted
    }
    Column {
        visible: !sheet.warned
        width: parent ? parent.width : 0
        enabled: !sheet.writing
        spacing: 8

        Choice {
            label: qsTr("Format")
            offers: sheet.formats
            value: sheet.desk.options.format
            onPicked: key => sheet.desk.choose("format", key)
        }
        Words {
            width: parent.width
            text: sheet.formats[sheet.at(sheet.formats, sheet.desk.options.format)].what
            color: Theme.muted
            font.pixelSize: Theme.textSecond
            bottomPadding: 4
        }
        Choice {
            label: qsTr("Which replies")
            offers: [{ key: "liked", title: qsTr("Liked and rewritten") }, { key: "corrected", title: qsTr("Rewritten by you") },
                { key: "all-rated", title: qsTr("Everything rated") }]
            value: sheet.desk.options.only
            onPicked: key => sheet.desk.choose("only", key)
        }
        Choice {
            label: qsTr("Since")
            offers: [{ key: 0, title: qsTr("The beginning") }, { key: 7, title: qsTr("A week ago") },
                { key: 30, title: qsTr("A month ago") }, { key: 90, title: qsTr("Three months ago") }]
            value: sheet.desk.options.days
            onPicked: key => sheet.desk.choose("days", key)
        }
        Choice {
            label: qsTr("Hold out to test her later")
            offers: [{ key: 0, title: qsTr("Nothing") }, { key: 10, title: qsTr("A tenth of the chats") },
                { key: 20, title: qsTr("A fifth of the chats") }]
            value: sheet.desk.options.split
            onPicked: key => sheet.desk.choose("split", key)
        }
        Item {
            width: parent.width
            implicitHeight: Theme.control

            Words {
                anchors.verticalCenter: parent.verticalCenter
                text: qsTr("Put her persona before each chat")
            }
            Toggle {
                anchors.right: parent.right
                anchors.verticalCenter: parent.verticalCenter
                text: qsTr("Put her persona before each chat")
                checked: sheet.desk.options.system === true
                onToggled: sheet.desk.choose("system", checked)
            }
        }
        Item {
            width: parent.width
            implicitHeight: Theme.control

            Words {
                anchors.verticalCenter: parent.verticalCenter
                text: qsTr("Also replies made when earlier turns did not fit")
            }
            Toggle {
                anchors.right: parent.right
                anchors.verticalCenter: parent.verticalCenter
                text: qsTr("Also replies made when earlier turns did not fit")
                checked: sheet.desk.options.cut_context === true
                onToggled: sheet.desk.choose("cut_context", checked)
            }
        }
        Item {
            width: parent.width
            implicitHeight: Math.max(where.implicitHeight, change.height)

            Column {
                id: where

                width: parent.width - change.width - 16
                anchors.verticalCenter: parent.verticalCenter

                Words { text: qsTr("Where") }
                Words {
                    width: parent.width
                    text: sheet.desk.place
                    color: Theme.muted
                    font.pixelSize: Theme.textLeast
                    elide: Text.ElideMiddle
                    wrapMode: Text.NoWrap
                }
            }
            PushButton {
                id: change

                anchors.right: parent.right
                anchors.verticalCenter: parent.verticalCenter
                text: qsTr("Change…")
                symbol: "folder"
                onClicked: files.setSource("TargetDialog.qml", { desk: sheet.desk })
            }
        }
    }
    Rectangle {
        width: parent ? parent.width : 0
        height: 1
        color: Theme.line
        visible: !sheet.warned
    }
    ExportPreview {
        width: parent ? parent.width : 0
        desk: sheet.desk
        brief: sheet.warned
        opacity: sheet.looking ? 0.5 : 1
    }
    Item {
        width: parent ? parent.width : 0
        implicitHeight: buttons.height + 8

        Words {
            anchors.bottom: parent.bottom
            anchors.bottomMargin: 8
            width: parent.width - buttons.width - 12
            text: sheet.writing ? qsTr("Writing… %1 rows").arg(Qt.locale().toString(sheet.desk.rows, "f", 0))
                : !sheet.looking ? "" : sheet.desk.rows === 0 ? qsTr("Looking…")
                : qsTr("Looking… %1 rows").arg(Qt.locale().toString(sheet.desk.rows, "f", 0))
            color: Theme.muted
            font.pixelSize: Theme.textSecond
        }
        Row {
            id: buttons

            anchors.right: parent.right
            anchors.bottom: parent.bottom
            spacing: 8

            PushButton {
                text: sheet.writing ? qsTr("Cancel") : qsTr("Not now")
                onClicked: sheet.writing ? sheet.desk.cancel() : sheet.close()
            }
            PushButton {
                primary: true
                focus: true
                symbol: "download"
                text: qsTr("Export")
                enabled: sheet.desk.state === "idle" && !sheet.nothing
                onClicked: sheet.desk.write()
            }
        }
    }
    Loader {
        id: files
    }
    Connections {
        target: sheet.desk
        function onWritten(): void { sheet.close() }
    }
}
