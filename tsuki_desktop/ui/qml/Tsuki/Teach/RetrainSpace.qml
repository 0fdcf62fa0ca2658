pragma ComponentBehavior: Bound

import QtQuick
import Tsuki.Bridge
import Tsuki.Look

// What training takes on the disk, and the rule for what stays.
Card {
    id: card

    required property RetrainMade made

    function ink(at: int): color {
        return [Theme.accent, Theme.moonGlow, Theme.good, Theme.edge, Theme.bad][at % 5]
    }

    title: qsTr("Room on the disk")
    sentence: made.freed === "" ? qsTr("Training takes %1. All of it is needed.").arg(made.total)
        : qsTr("Training takes %1; %2 of it may go.").arg(made.total).arg(made.freed)
    tools: [
        PushButton {
            visible: card.made.freed !== ""
            enabled: !card.made.busy
            text: card.made.busy ? qsTr("Deleting…") : qsTr("Free up room…")
            onClicked: free.open()
        }
    ]

    Row {
        id: bar

        width: parent ? parent.width : 0
        height: 10
        spacing: 2
        Accessible.ignored: true

        Repeater {
            model: card.made.parts

            Rectangle {
                required property var modelData
                required property int index

                width: Math.max(4, (bar.width - 2 * card.made.parts.length) * modelData.share)
                height: 10
                radius: 3
                color: card.ink(index)
            }
        }
    }
    Flow {
        width: parent ? parent.width : 0
        spacing: 20

        Repeater {
            model: card.made.parts

            Row {
                id: part

                required property var modelData
                required property int index

                spacing: 7
                Accessible.role: Accessible.StaticText
                Accessible.name: modelData.title + ": " + modelData.size

                Rectangle {
                    anchors.verticalCenter: parent.verticalCenter
                    width: 8
                    height: 8
                    radius: 2
                    color: card.ink(part.index)
                }
                Words {
                    text: part.modelData.title
                    color: Theme.muted
                    font.pixelSize: Theme.textSecond
                    Accessible.ignored: true
                }
                Words {
                    text: part.modelData.size
                    font.pixelSize: Theme.textSecond
                    font.weight: Font.DemiBold
                    Accessible.ignored: true
                }
            }
        }
    }
    RetrainFree {
        id: free

        made: card.made
    }
    Item {
        readonly property bool stacked: width < Theme.px(480)

        visible: card.made.models.count > 0

        width: parent ? parent.width : 0
        implicitHeight: stacked ? rule.implicitHeight + count.height + 8 : Math.max(rule.implicitHeight, count.height)

        Column {
            id: rule

            anchors.left: parent.left
            y: parent.stacked ? 0 : Math.round((parent.height - height) / 2)
            width: parent.stacked ? parent.width : parent.width - count.width - 16

            Words {
                width: parent.width
                text: qsTr("Newest models that always stay")
            }
            Words {
                width: parent.width
                text: qsTr("So do the one that speaks, those you can go back to, and checkpoints that a training needs.")
                color: Theme.muted
                font.pixelSize: Theme.textLeast
            }
        }
        NumberBox {
            id: count

            x: parent.stacked !== Theme.mirrored ? 0 : parent.width - width
            y: parent.stacked ? rule.height + 8 : Math.round((parent.height - height) / 2)
            label: qsTr("Newest models that always stay")
            from: 1
            to: 99
            value: card.made.keep
            onValueModified: card.made.setKeep(value)
        }
    }
}
