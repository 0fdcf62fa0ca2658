import QtQuick
import Tsuki.Bridge
import Tsuki.Look

// Why nothing can be said now: the log is open for reading only.
Rectangle {
    id: banner

    required property App app

    implicitHeight: words.implicitHeight + 24
    radius: Theme.radiusCard
    color: Theme.surface
    border.width: 1
    border.color: Theme.line
    Accessible.role: Accessible.AlertMessage
    Accessible.name: app.readOnly + " " + app.readOnlyHint

    Icon {
        id: icon

        anchors.left: parent.left
        anchors.leftMargin: 18
        anchors.verticalCenter: parent.verticalCenter
        name: "lock"
        ink: Theme.moon
        edge: Theme.px(20)
    }
    Column {
        id: words

        anchors.left: icon.right
        anchors.leftMargin: 14
        anchors.right: parent.right
        anchors.rightMargin: 18
        anchors.verticalCenter: parent.verticalCenter
        spacing: 2

        Words {
            width: parent.width
            text: banner.app.readOnly
            font.weight: Font.DemiBold
            Accessible.ignored: true
        }
        Words {
            width: parent.width
            visible: text !== ""
            text: banner.app.readOnlyHint
            color: Theme.muted
            font.pixelSize: Theme.textSecond
            Accessible.ignored: true
        }
    }
}
