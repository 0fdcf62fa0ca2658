import QtQuick
import QtQuick.Templates as T
import Tsuki.Bridge
import Tsuki.Look

// Below "New chat": begins the private chat; while there is one, shows it and ends it.
T.Button {
    id: entry

    required property Private chat

    implicitHeight: Math.max(44, Theme.px(40))
    focusPolicy: Qt.StrongFocus
    text: qsTr("Private chat")
    Accessible.role: Accessible.Button
    Accessible.name: text
    Accessible.description: chat.open ? qsTr("Ctrl+Shift+N shows it; Delete ends it")
        : qsTr("Ctrl+Shift+N; nothing of it is written down")
    onClicked: chat.begin()
    Keys.onDeletePressed: if (chat.open) chat.close()

    background: Rectangle {
        radius: Theme.radiusButton
        color: entry.chat.shown ? Theme.raised
            : entry.hovered || end.hovered ? Theme.clear(Theme.raised, 0.6) : Theme.clear(Theme.raised, 0)
        border.width: 1
        border.color: entry.chat.open ? Theme.moon : Theme.line

        Behavior on color {
            ColorAnimation { duration: Theme.quick }
        }
        FocusRing { shown: entry.visualFocus }
    }
    contentItem: Item {
        Icon {
            id: icon

            anchors.left: parent.left
            anchors.leftMargin: 12
            anchors.verticalCenter: parent.verticalCenter
            name: "private"
            ink: entry.chat.open ? Theme.moon : Theme.muted
        }
        Words {
            anchors.left: icon.right
            anchors.leftMargin: 10
            anchors.right: keys.visible ? keys.left : end.left
            anchors.rightMargin: 8
            anchors.verticalCenter: parent.verticalCenter
            text: entry.text
            color: entry.chat.shown ? Theme.ink : Theme.tint(Theme.muted, Theme.ink, 0.5)
            font.weight: entry.chat.shown ? Font.DemiBold : Font.Normal
            wrapMode: Text.NoWrap
            elide: Text.ElideRight
            Accessible.ignored: true
        }
        Words {
            id: keys

            visible: !entry.chat.open
            anchors.right: parent.right
            anchors.rightMargin: 12
            anchors.verticalCenter: parent.verticalCenter
            text: qsTr("Ctrl ⇧ N")
            color: Theme.muted
            font.pixelSize: Theme.textLeast
            wrapMode: Text.NoWrap
            Accessible.ignored: true
        }
        IconButton {
            id: end

            visible: entry.chat.open
            anchors.right: parent.right
            anchors.rightMargin: 6
            anchors.verticalCenter: parent.verticalCenter
            symbol: "close"
            edge: Theme.px(16)
            text: qsTr("End the private chat")
            onClicked: entry.chat.close()
        }
    }
    HoverHandler { cursorShape: Qt.PointingHandCursor }
    Tip {
        text: qsTr("Nothing of it is written down")
        visible: !entry.chat.open && (entry.hovered || entry.visualFocus)
    }
}
