pragma ComponentBehavior: Bound

import QtQuick
import Tsuki.Look
import Tsuki.Models as Parts

// One training: when it was, what became of it, and what can still be done with it.
Item {
    id: row

    required property string uid
    required property string date
    required property string kind
    required property string stateWords
    required property string facts
    required property string learned
    required property string act
    required property bool runs
    required property int index
    property bool busy: false

    signal resumed()
    signal made()
    signal resultAsked()
    signal deleteAsked()

    readonly property bool stacked: width < Theme.px(480)

    implicitHeight: (stacked ? lines.height + buttons.height + 8 : Math.max(lines.height, buttons.height)) + 24
    Accessible.role: Accessible.ListItem
    Accessible.name: [date, stateWords, facts, learned].filter(one => one !== "").join(", ")

    Rectangle {
        width: parent.width
        height: 1
        visible: row.index > 0
        color: Theme.line
    }
    Column {
        id: lines

        anchors.left: parent.left
        y: row.stacked ? 12 : Math.round((parent.height - height) / 2)
        width: row.stacked ? parent.width : parent.width - buttons.width - 16
        spacing: 3

        Flow {
            width: parent.width
            spacing: 8

            Words {
                text: row.date
                font.weight: Font.DemiBold
                wrapMode: Text.NoWrap
                Accessible.ignored: true
            }
            Parts.Tag {
                text: row.stateWords
                ink: row.kind === "good" ? Theme.good : row.kind === "bad" ? Theme.bad : row.kind === "waits" ? Theme.moon : Theme.muted
            }
        }
        Words {
            width: parent.width
            text: row.facts
            color: Theme.muted
            font.pixelSize: Theme.textSecond
            Accessible.ignored: true
        }
        Words {
            width: parent.width
            visible: text !== ""
            text: row.learned
            color: Theme.muted
            font.pixelSize: Theme.textSecond
            Accessible.ignored: true
        }
    }
    Row {
        id: buttons

        anchors.right: parent.right
        y: row.stacked ? lines.y + lines.height + 8 : Math.round((parent.height - height) / 2)
        spacing: 4

        PushButton {
            visible: row.act === "resume"
            enabled: !row.busy
            symbol: "play"
            text: qsTr("Resume")
            Accessible.description: row.date
            onClicked: row.resumed()
        }
        PushButton {
            visible: row.act === "make"
            enabled: !row.busy
            text: qsTr("Make the model")
            Accessible.description: row.date
            onClicked: row.made()
        }
        PushButton {
            visible: row.act === "bring"
            text: qsTr("Bring the result…")
            Accessible.description: row.date
            onClicked: row.resultAsked()
        }
        IconButton {
            anchors.verticalCenter: parent.verticalCenter
            visible: !row.runs
            symbol: "trash"
            text: qsTr("Delete the training of %1").arg(row.date)
            onClicked: row.deleteAsked()
        }
    }
}
