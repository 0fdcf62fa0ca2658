pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Dialogs
import QtQuick.Templates as T
import Tsuki.Bridge
import Tsuki.Look

// What to make her from, and how far it is. The same questions for a model and for a Modelfile.
Sheet {
    id: sheet

    required property Making making
    property bool writes: false
    readonly property bool busy: making.state === "making"
    readonly property string base: making.bases[from.currentIndex] ?? ""
    readonly property bool taken: making.names.includes(name.text.trim())

    function ask(modelfile: bool): void {
        writes = modelfile
        making.forget()
        open()
        if (writes)
            from.forceActiveFocus(Qt.TabFocusReason)
        else
            name.forceActiveFocus(Qt.TabFocusReason)
    }
    function go(): void {
        if (base === "" || busy)
            return
        if (writes) {
            target.active = false
            target.active = true
        } else
            making.make(name.text, base, shots.checked)
    }

    title: writes ? qsTr("Export a Modelfile") : qsTr("Make Tsuki in Ollama")
    most: Theme.px(560)
    closePolicy: busy ? T.Popup.NoAutoClose : T.Popup.CloseOnEscape | T.Popup.CloseOnPressOutside

    Connections {
        target: sheet.making
        function onMade(): void {
            sheet.close()
        }
        function onWritten(): void {
            sheet.close()
        }
    }
    Words {
        width: parent ? parent.width : 0
        text: sheet.writes ? qsTr("A Modelfile is a text for people: whoever has the same model makes the same Tsuki from it.")
            : qsTr("Ollama puts her words on top of another model. That one stays as it is.")
        color: Theme.muted
    }
    Column {
        width: parent ? parent.width : 0
        visible: !sheet.writes
        spacing: 4

        Words {
            text: qsTr("Her name in Ollama")
            font.pixelSize: Theme.textSecond
            font.weight: Font.DemiBold
        }
        Field {
            id: name

            objectName: "name"
            width: parent.width
            enabled: !sheet.busy
            text: sheet.making.usualName
            Accessible.name: qsTr("Her name in Ollama")
            onAccepted: sheet.go()
        }
        Words {
            width: parent.width
            visible: sheet.taken
            text: qsTr("Ollama has a %1 already: it is replaced.").arg(name.text.trim())
            color: Theme.moon
            font.pixelSize: Theme.textSecond
        }
    }
    Column {
        width: parent ? parent.width : 0
        spacing: 4

        Words {
            text: qsTr("Made from")
            font.pixelSize: Theme.textSecond
            font.weight: Font.DemiBold
        }
        Picker {
            id: from

            objectName: "from"
            width: parent.width
            enabled: !sheet.busy
            label: qsTr("Made from")
            model: sheet.making.baseNames
        }
        Words {
            width: parent.width
            visible: sheet.base.startsWith("llama.cpp:") && !sheet.writes
            text: qsTr("Ollama gets a copy of the file.")
            color: Theme.muted
            font.pixelSize: Theme.textSecond
        }
    }
    Item {
        width: parent ? parent.width : 0
        implicitHeight: Math.max(shots.implicitHeight, told.implicitHeight)

        Column {
            id: told

            width: parent.width - shots.width - 16
            spacing: 2

            Words {
                width: parent.width
                text: qsTr("Examples of her voice")
                font.weight: Font.DemiBold
            }
            Words {
                width: parent.width
                text: qsTr("A few lines of hers before every chat. Better with small models, a little slower at the start.")
                color: Theme.muted
                font.pixelSize: Theme.textSecond
            }
        }
        Toggle {
            id: shots

            objectName: "shots"
            anchors.right: parent.right
            anchors.verticalCenter: parent.verticalCenter
            enabled: !sheet.busy
            checked: true
            Accessible.name: qsTr("Examples of her voice")
        }
    }
    Column {
        width: parent ? parent.width : 0
        visible: sheet.busy
        spacing: 6

        Meter {
            width: parent.width
            visible: sheet.making.total > 0
            label: sheet.making.status
            value: sheet.making.total > 0 ? sheet.making.done / sheet.making.total : 0
        }
        Words {
            objectName: "step"
            width: parent.width
            text: Sizes.joined([sheet.making.status || qsTr("Asking Ollama…"), sheet.making.total > 0
                ? qsTr("%1 of %2").arg(Sizes.bytes(sheet.making.done)).arg(Sizes.bytes(sheet.making.total)) : ""])
            color: Theme.muted
            font.pixelSize: Theme.textSecond
            font.features: ({ "tnum": 1 })
        }
    }
    Trouble {
        width: parent ? parent.width : 0
        visible: sheet.making.state === "failed"
        symbol: "warning"
        ink: Theme.bad
        message: sheet.making.problem
        hint: sheet.making.hint
    }
    Row {
        anchors.right: parent ? parent.right : undefined
        spacing: 8
        topPadding: 8

        PushButton {
            text: sheet.busy ? qsTr("Stop") : qsTr("Not now")
            onClicked: sheet.busy ? sheet.making.cancel() : sheet.close()
        }
        PushButton {
            primary: true
            enabled: !sheet.busy && sheet.base !== "" && (sheet.writes || name.text.trim() !== "")
            text: sheet.writes ? qsTr("Write the file…") : sheet.taken ? qsTr("Replace it") : qsTr("Make her")
            onClicked: sheet.go()
        }
    }
    Loader {
        id: target

        // The system's dialogs take time that the page has not.
        active: false
        visible: false
        sourceComponent: FileDialog {
            title: qsTr("Export a Modelfile")
            fileMode: FileDialog.SaveFile
            onAccepted: sheet.making.export(selectedFile.toString(), sheet.base, shots.checked)
            Component.onCompleted: open()
        }
    }
}
