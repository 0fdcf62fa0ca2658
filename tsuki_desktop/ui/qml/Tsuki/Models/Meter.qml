import QtQuick
import Tsuki.Look

// How much of something there is, from 0 to 1.
Rectangle {
    id: meter

    required property string label
    property real value: 0
    property color ink: Theme.accent

    implicitHeight: 6
    radius: 3
    color: Theme.raised
    border.width: Theme.dark ? 0 : 1
    border.color: Theme.line
    Accessible.role: Accessible.ProgressBar
    Accessible.name: label

    Rectangle {
        anchors.left: parent.left
        width: Math.max(meter.value > 0 ? 6 : 0, Math.min(1, meter.value) * parent.width)
        height: parent.height
        radius: 3
        color: meter.ink

        Behavior on width {
            NumberAnimation { duration: Theme.quick }
        }
    }
}
