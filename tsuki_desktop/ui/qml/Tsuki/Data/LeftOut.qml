pragma ComponentBehavior: Bound

import QtQuick
import Tsuki.Look

// What was left out and why, with counts; below it the first places.
Column {
    id: list

    required property var dropped
    property var notes: []
    property string title: qsTr("Left out")

    spacing: 4
    visible: dropped.length > 0

    Words {
        width: parent.width
        text: list.title
        color: Theme.muted
        font.pixelSize: Theme.textSecond
        font.weight: Font.DemiBold
    }
    Repeater {
        model: list.dropped

        Item {
            id: line

            required property var modelData

            width: list.width
            implicitHeight: why.implicitHeight
            Accessible.role: Accessible.StaticText
            Accessible.name: qsTr("%1: %2").arg(modelData.reason).arg(modelData.count)

            Words {
                id: why

                anchors.left: parent.left
                width: parent.width - much.width - 12
                text: line.modelData.reason
                Accessible.ignored: true
            }
            Words {
                id: much

                anchors.right: parent.right
                text: Qt.locale().toString(line.modelData.count, "f", 0)
                color: Theme.muted
                Accessible.ignored: true
            }
        }
    }
    Repeater {
        model: list.notes

        Words {
            required property var modelData

            width: list.width
            text: qsTr("%1: %2").arg(modelData.where).arg(modelData.text)
            color: Theme.muted
            font.pixelSize: Theme.textLeast
            wrapMode: Text.Wrap
        }
    }
}
