import QtQuick
import Tsuki.Look

// Something goes on: how much of it is done, or a light that wanders where nobody knows.
Rectangle {
    id: sweep

    property real done: -1
    property string label: ""

    implicitHeight: 4
    radius: 2
    color: Theme.raised
    clip: true
    Accessible.role: Accessible.ProgressBar
    Accessible.name: label

    Rectangle {
        visible: sweep.done >= 0
        width: Math.max(4, Math.min(1, sweep.done) * parent.width)
        height: parent.height
        radius: 2
        color: Theme.accent
    }
    Rectangle {
        id: light

        visible: sweep.done < 0
        x: Theme.motion ? 0 : sweep.width * 0.375
        width: parent.width / 4
        height: parent.height
        radius: 2
        color: Theme.accent

        NumberAnimation on x {
            running: sweep.visible && sweep.done < 0 && Theme.motion
            loops: Animation.Infinite
            from: -light.width
            to: sweep.width
            duration: 1400
        }
    }
}
