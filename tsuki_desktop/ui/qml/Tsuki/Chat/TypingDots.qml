pragma ComponentBehavior: Bound

import QtQuick
import Tsuki.Look

// She is about to say something.
Row {
    id: dots

    spacing: 6
    Accessible.role: Accessible.StaticText
    Accessible.name: qsTr("Tsuki is thinking")

    Repeater {
        model: 3

        Rectangle {
            id: dot

            required property int index

            width: 7
            height: 7
            radius: 3.5
            color: Theme.accent
            opacity: 1 - index * 0.28

            SequentialAnimation on opacity {
                running: Theme.motion && dots.visible
                loops: Animation.Infinite

                PauseAnimation { duration: dot.index * 160 }
                NumberAnimation { to: 0.25; duration: 380; easing.type: Easing.InOutSine }
                NumberAnimation { to: 1; duration: 380; easing.type: Easing.InOutSine }
                PauseAnimation { duration: (2 - dot.index) * 160 }
            }
        }
    }
}
