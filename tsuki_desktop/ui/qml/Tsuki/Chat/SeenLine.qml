import QtQuick
import Tsuki.Look

// Where Tsuki's memory of this conversation begins.
Item {
    implicitHeight: words.implicitHeight + 24

    Rectangle {
        anchors.left: parent.left
        anchors.verticalCenter: parent.verticalCenter
        width: (parent.width - words.width) / 2 - 12
        height: 1
        color: Theme.line
    }
    Words {
        id: words

        anchors.centerIn: parent
        width: Math.min(implicitWidth, parent.width - 80)
        horizontalAlignment: Text.AlignHCenter
        text: qsTr("Tsuki no longer sees what is above this line")
        color: Theme.muted
        font.pixelSize: Theme.textLeast
    }
    Rectangle {
        anchors.verticalCenter: parent.verticalCenter
        anchors.right: parent.right
        width: (parent.width - words.width) / 2 - 12
        height: 1
        color: Theme.line
    }
}
