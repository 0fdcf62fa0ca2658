import QtQuick
import Tsuki.Look

// Says where a file that hangs over the window would go.
Rectangle {
    id: veil

    color: Theme.clear(Theme.ground, 0.94)

    Rectangle {
        anchors.fill: parent
        anchors.margins: 12
        radius: Theme.radiusCard
        color: "transparent"
        border.width: 2
        border.color: Theme.accent
    }
    Column {
        anchors.centerIn: parent
        width: parent.width - 96
        spacing: 10

        Icon {
            anchors.horizontalCenter: parent.horizontalCenter
            name: "download"
            ink: Theme.accent
            edge: Theme.px(36)
        }
        Words {
            width: parent.width
            horizontalAlignment: Text.AlignHCenter
            text: qsTr("Drop it here")
            font.pixelSize: Theme.textHeading
            font.weight: Font.DemiBold
        }
        Words {
            width: parent.width
            horizontalAlignment: Text.AlignHCenter
            text: qsTr("A chat, a data set, a character card, a GGUF model or a folder of models: each finds its place.")
            color: Theme.muted
        }
    }
}
