import QtQuick
import Tsuki.Bridge
import Tsuki.Look

// Says, for as long as it is open, that this chat is kept nowhere.
Rectangle {
    id: band

    required property Private chat

    implicitHeight: visible ? Math.max(words.implicitHeight, end.implicitHeight) + 16 : 0
    color: Theme.tint(Theme.ground, Theme.moon, 0.1)
    Accessible.role: Accessible.StaticText
    Accessible.name: title.text + ". " + what.text

    Icon {
        id: icon

        anchors.left: parent.left
        anchors.leftMargin: Theme.margin
        anchors.verticalCenter: parent.verticalCenter
        name: "private"
        ink: Theme.moon
        edge: Theme.px(20)
    }
    Column {
        id: words

        anchors.left: icon.right
        anchors.leftMargin: 14
        anchors.right: end.left
        anchors.rightMargin: 12
        anchors.verticalCenter: parent.verticalCenter

        Words {
            id: title

            width: parent.width
            text: qsTr("Private: nothing of this is written down")
            font.weight: Font.DemiBold
            Accessible.ignored: true
        }
        Words {
            id: what

            width: parent.width
            text: qsTr("Not searched, not rated, not learned from. Gone when you end it or quit.")
            color: Theme.muted
            font.pixelSize: Theme.textSecond
            Accessible.ignored: true
        }
    }
    PushButton {
        id: end

        anchors.right: parent.right
        anchors.rightMargin: Theme.margin
        anchors.verticalCenter: parent.verticalCenter
        text: qsTr("End")
        Accessible.name: qsTr("End the private chat")
        onClicked: band.chat.close()
    }
    Rectangle {
        width: parent.width
        height: 1
        anchors.bottom: parent.bottom
        color: Theme.line
    }
}
