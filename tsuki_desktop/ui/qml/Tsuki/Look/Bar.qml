import QtQuick
import QtQuick.Templates as T

// A slim scroll bar that steps back while nothing scrolls.
T.ScrollBar {
    id: control

    implicitWidth: 12
    implicitHeight: 12
    padding: 3
    minimumSize: 0.06
    visible: policy === T.ScrollBar.AlwaysOn || size < 1.0
    Accessible.ignored: true

    contentItem: Rectangle {
        implicitWidth: 6
        implicitHeight: 6
        radius: 3
        color: control.pressed ? Theme.muted : Theme.edge
        opacity: control.active || control.hovered ? 0.8 : 0.25

        Behavior on opacity {
            NumberAnimation { duration: Theme.calm }
        }
    }
}
