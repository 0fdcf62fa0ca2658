pragma ComponentBehavior: Bound

import QtQuick
import Tsuki.Bridge
import Tsuki.Look

// One click writes the training file; the rest is behind "Options".
Card {
    id: card

    required property ExportDesk desk
    required property bool usable
    signal optionsAsked()

    readonly property bool busy: desk.state !== "idle"

    title: qsTr("Training file")
    sentence: !usable ? qsTr("Like a reply, or rewrite one, and it can be exported.")
        : desk.state === "writing" ? qsTr("Writing… %1 rows").arg(Qt.locale().toString(desk.rows, "f", 0))
        : desk.state === "looking" ? qsTr("Looking… %1 rows").arg(Qt.locale().toString(desk.rows, "f", 0))
        : qsTr("What you taught as JSONL, for any trainer. Secrets and personal details are replaced.")
    tools: [
        PushButton {
            visible: card.busy
            text: qsTr("Cancel")
            onClicked: card.desk.cancel()
        },
        PushButton {
            visible: !card.busy
            enabled: card.usable
            text: qsTr("Options…")
            onClicked: card.optionsAsked()
        },
        PushButton {
            visible: !card.busy
            enabled: card.usable
            primary: true
            symbol: "download"
            text: qsTr("Export")
            onClicked: card.desk.exportNow()
        }
    ]

    Rectangle {
        width: parent ? parent.width : 0
        height: 4
        radius: 2
        visible: card.busy
        color: Theme.raised
        clip: true

        Rectangle {
            id: sweep

            width: parent.width / 4
            height: 4
            radius: 2
            color: Theme.accent

            NumberAnimation on x {
                running: card.busy && Theme.motion
                loops: Animation.Infinite
                from: -sweep.width
                to: sweep.width * 4
                duration: 1400
            }
        }
    }
    Item {
        width: parent ? parent.width : 0
        implicitHeight: Math.max(words.implicitHeight, buttons.height)
        visible: card.desk.lastWords !== "" && !card.busy

        Icon {
            id: tick

            anchors.left: parent.left
            anchors.verticalCenter: parent.verticalCenter
            name: "check"
            ink: Theme.good
        }
        Column {
            id: words

            anchors.verticalCenter: parent.verticalCenter
            anchors.left: tick.right
            anchors.leftMargin: 10
            width: parent.width - tick.width - buttons.width - 22

            Words {
                width: parent.width
                text: card.desk.lastWords
                font.weight: Font.DemiBold
            }
            Words {
                width: parent.width
                text: card.desk.lastFile
                color: Theme.muted
                font.pixelSize: Theme.textLeast
                wrapMode: Text.WrapAnywhere
            }
        }
        Row {
            id: buttons

            anchors.right: parent.right
            anchors.rightMargin: -10
            anchors.verticalCenter: parent.verticalCenter

            PushButton {
                plain: true
                text: qsTr("Show in folder")
                onClicked: card.desk.showFolder()
            }
            PushButton {
                plain: true
                text: qsTr("Undo")
                Accessible.name: qsTr("Take the export back")
                onClicked: card.desk.undo()
            }
        }
    }
}
