import QtQuick
import QtQuick.Templates as T

// On or off.
T.Switch {
    id: control

    implicitWidth: 44
    implicitHeight: 28
    focusPolicy: Qt.StrongFocus
    Accessible.role: Accessible.CheckBox
    Accessible.name: text
    Accessible.checked: checked

    indicator: Rectangle {
        width: 44
        height: 26
        y: 1
        radius: 13
        color: control.checked ? Theme.accent : Theme.raised
        border.width: control.checked ? 0 : 1
        border.color: Theme.edge

        Behavior on color {
            ColorAnimation { duration: Theme.quick }
        }
        Rectangle {
            x: control.checked !== control.mirrored ? parent.width - width - 3 : 3
            y: 3
            width: 20
            height: 20
            radius: 10
            color: control.checked ? Theme.accentInk : Theme.muted

            Behavior on x {
                NumberAnimation { duration: Theme.quick; easing.type: Easing.OutCubic }
            }
        }
        FocusRing {
            shown: control.visualFocus
            around: 13
        }
    }
}
