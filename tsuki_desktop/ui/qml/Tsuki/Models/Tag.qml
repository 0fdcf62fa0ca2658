import QtQuick
import Tsuki.Look

// A word about the thing beside it.
Rectangle {
    property alias text: word.text
    property color ink: Theme.muted

    implicitWidth: word.implicitWidth + 16
    implicitHeight: word.implicitHeight + 4
    radius: Theme.radiusChip
    color: "transparent"
    border.width: 1
    border.color: Theme.tint(Theme.surface, ink, 0.45)

    Words {
        id: word

        anchors.centerIn: parent
        color: parent.ink
        font.pixelSize: Theme.textLeast
        font.weight: Font.DemiBold
        wrapMode: Text.NoWrap
    }
}
