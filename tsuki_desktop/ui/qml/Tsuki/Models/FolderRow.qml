import QtQuick
import Tsuki.Look

// One folder, and what can be done with it.
Item {
    id: row

    required property string name
    required property string about
    required property string action
    property bool trouble: false
    signal asked()

    implicitHeight: Math.max(words.implicitHeight, button.implicitHeight)

    Icon {
        id: icon

        anchors.left: parent.left
        anchors.verticalCenter: parent.verticalCenter
        name: row.trouble ? "warning" : "folder"
        ink: row.trouble ? Theme.bad : Theme.muted
    }
    Column {
        id: words

        anchors.left: icon.right
        anchors.leftMargin: 12
        anchors.right: button.left
        anchors.rightMargin: 12
        anchors.verticalCenter: parent.verticalCenter
        spacing: 2

        Words {
            width: parent.width
            text: row.name
            elide: Text.ElideMiddle
            wrapMode: Text.NoWrap
        }
        Words {
            width: parent.width
            text: row.about
            color: row.trouble ? Theme.bad : Theme.muted
            font.pixelSize: Theme.textSecond
        }
    }
    PushButton {
        id: button

        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        plain: true
        text: row.action
        Accessible.name: text + ": " + row.name
        onClicked: row.asked()
    }
}
