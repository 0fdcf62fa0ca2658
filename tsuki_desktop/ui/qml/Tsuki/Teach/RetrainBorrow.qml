pragma ComponentBehavior: Bound

import QtQuick
import Tsuki.Bridge
import Tsuki.Look
import Tsuki.Models as Parts

// A training that goes out as a kit: what it is, what is in it, where it goes, and what to do with it then.
Sheet {
    id: sheet

    required property Retrain retrain
    readonly property RetrainKit kit: retrain.kit
    readonly property RetrainPlan plan: retrain.plan
    readonly property bool saved: kit.state === "saved"
    readonly property bool writing: kit.state === "writing"
    signal placeAsked(bool withBase)
    signal resultAsked()

    function show(): void {
        kit.begin()
        open()
    }

    title: saved ? qsTr("The kit is ready to go") : qsTr("Train on a borrowed GPU")
    most: Theme.px(540)

    component Step: Row {
        id: step

        required property int number
        required property string words

        width: parent ? parent.width : 0
        spacing: 12
        Accessible.role: Accessible.ListItem
        Accessible.name: number + ". " + words

        Rectangle {
            id: dot

            width: Theme.px(24)
            height: width
            radius: width / 2
            color: Theme.raised

            Words {
                anchors.centerIn: parent
                text: step.number
                color: Theme.accent
                font.pixelSize: Theme.textSecond
                font.weight: Font.Bold
                Accessible.ignored: true
            }
        }
        Words {
            y: Math.max(0, Math.round((dot.height - font.pixelSize * 1.36) / 2))
            width: parent.width - dot.width - step.spacing
            text: step.words
            Accessible.ignored: true
        }
    }

    // Before and while it is written
    Words {
        width: parent ? parent.width : 0
        visible: !sheet.saved
        text: qsTr("This writes one zip with a notebook that trains her on another computer, and what is learned there comes back here as a file. The zip holds your chats: take it only to a computer that you trust.")
    }
    Words {
        width: parent ? parent.width : 0
        visible: !sheet.saved && sheet.plan.trouble === ""
        text: sheet.plan.sentence
        color: Theme.muted
        font.pixelSize: Theme.textSecond
    }
    Item {
        width: parent ? parent.width : 0
        implicitHeight: Math.max(base.implicitHeight, Theme.control)
        visible: !sheet.saved
        enabled: !sheet.writing

        Column {
            id: base

            anchors.left: parent.left
            anchors.verticalCenter: parent.verticalCenter
            width: parent.width - pack.width - 16

            Words {
                width: parent.width
                text: qsTr("Pack the base model too")
            }
            Words {
                width: parent.width
                text: sheet.plan.baseFile === "" ? qsTr("Else you put its file beside the notebook yourself.")
                    : qsTr("%1, %2. Else you put it beside the notebook yourself.").arg(sheet.plan.baseFile).arg(sheet.plan.baseSize)
                color: Theme.muted
                font.pixelSize: Theme.textLeast
            }
        }
        Toggle {
            id: pack

            anchors.right: parent.right
            anchors.verticalCenter: parent.verticalCenter
            text: qsTr("Pack the base model too")
            checked: true
        }
    }
    Sweep {
        width: parent ? parent.width : 0
        visible: sheet.writing
        label: progress.text
        done: sheet.kit.done
    }
    Words {
        id: progress

        width: parent ? parent.width : 0
        visible: sheet.writing
        text: sheet.kit.done < 0 ? qsTr("Reading what there is to learn from…")
            : qsTr("Writing %1… Cancel leaves nothing behind.").arg(sheet.kit.name)
        color: Theme.muted
        font.pixelSize: Theme.textSecond
    }
    Parts.Trouble {
        width: parent ? parent.width : 0
        visible: !sheet.saved && message !== ""
        message: sheet.kit.trouble || sheet.plan.trouble
        hint: sheet.kit.trouble !== "" ? sheet.kit.hint : sheet.plan.hint
        symbol: "warning"
        ink: Theme.bad
    }

    // Then
    Step {
        visible: sheet.saved
        number: 1
        words: sheet.kit.withBase ? qsTr("Take %1 to a computer with a GPU and unpack it there.").arg(sheet.kit.name)
            : qsTr("Take %1 and %2 to a computer with a GPU and unpack the kit beside the model.").arg(sheet.kit.name).arg(sheet.plan.baseFile)
    }
    Step {
        visible: sheet.saved
        number: 2
        words: qsTr("Run the notebook in it, tsuki.ipynb, to its end.")
    }
    Step {
        visible: sheet.saved
        number: 3
        words: qsTr("Bring back what it writes: drop tsuki-result.zip on this window. She is made and tested here then.")
    }
    Words {
        width: parent ? parent.width : 0
        visible: sheet.saved
        text: qsTr("Until then it waits under Trainings. Your chats are in the zip: delete it there when you are done.")
        color: Theme.muted
        font.pixelSize: Theme.textSecond
    }
    Flow {
        width: parent ? parent.width : 0
        layoutDirection: Qt.RightToLeft
        spacing: 8
        topPadding: 8

        PushButton {
            visible: !sheet.saved && !sheet.writing
            primary: true
            symbol: "archive"
            text: qsTr("Save the kit…")
            enabled: sheet.plan.trouble === ""
            onClicked: sheet.placeAsked(pack.checked)
        }
        PushButton {
            visible: sheet.writing
            text: qsTr("Cancel")
            onClicked: sheet.kit.cancel()
        }
        PushButton {
            visible: sheet.saved
            primary: true
            text: qsTr("Done")
            onClicked: sheet.close()
        }
        PushButton {
            visible: sheet.saved
            symbol: "folder"
            text: qsTr("Show it")
            Accessible.description: qsTr("Open the folder that the kit is in")
            onClicked: sheet.kit.showFile()
        }
        PushButton {
            visible: !sheet.saved && !sheet.writing
            text: qsTr("Not now")
            focus: true
            onClicked: sheet.close()
        }
    }
}
