pragma ComponentBehavior: Bound

import QtQuick
import Tsuki.Look

// A few conversations as they would be kept: hers on the left, as in the chat.
Column {
    id: list

    required property var samples
    property string title: qsTr("What she would learn")
    property string who: qsTr("Tsuki")

    spacing: 10
    visible: samples.length > 0

    Words {
        width: parent.width
        text: list.title
        color: Theme.muted
        font.pixelSize: Theme.textSecond
        font.weight: Font.DemiBold
    }
    Repeater {
        model: list.samples

        Rectangle {
            id: sample

            required property var modelData

            width: list.width
            implicitHeight: talk.implicitHeight + 20
            radius: Theme.radiusButton
            color: Theme.raised

            Column {
                id: talk

                x: 12
                y: 10
                width: parent.width - 24
                spacing: 4

                Repeater {
                    model: sample.modelData

                    Words {
                        required property var modelData
                        readonly property bool hers: modelData.role === "assistant"

                        width: talk.width
                        text: hers ? qsTr("%1: %2").arg(list.who).arg(modelData.text) : modelData.text
                        color: hers ? Theme.ink : Theme.muted
                        font.weight: hers ? Font.DemiBold : Font.Normal
                        maximumLineCount: 3
                        elide: Text.ElideRight
                    }
                }
            }
        }
    }
}
