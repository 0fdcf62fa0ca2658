import QtQuick
import Tsuki.Look

// One thing to know: a picture, a sentence, and a little more.
Item {
    id: point

    required property string symbol
    required property string said
    required property string more

    implicitHeight: Math.max(disc.height, words.implicitHeight)

    Rectangle {
        id: disc

        anchors.left: parent.left
        anchors.verticalCenter: words.verticalCenter
        width: Theme.px(40)
        height: width
        radius: width / 2
        color: Theme.mine

        Icon {
            anchors.centerIn: parent
            name: point.symbol
            ink: Theme.accent
            edge: Theme.px(20)
        }
    }
    Column {
        id: words

        anchors.left: disc.right
        anchors.leftMargin: 16
        anchors.right: parent.right
        spacing: 2

        Words {
            width: parent.width
            text: point.said
            font.pixelSize: Theme.textTalk
            font.weight: Font.DemiBold
        }
        Words {
            width: parent.width
            text: point.more
            color: Theme.muted
            font.pixelSize: Theme.textSecond
        }
    }
}
