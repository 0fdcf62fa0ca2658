import QtQuick
import Tsuki.Look

// A part of the page with its title, a sentence, and room for buttons on the right.
Rectangle {
    id: card

    property string title: ""
    property string sentence: ""
    property alias tools: side.data
    default property alias body: column.data
    readonly property bool stacked: width < Theme.px(560)

    implicitHeight: column.y + column.implicitHeight + 22
    radius: Theme.radiusCard
    color: Theme.surface
    border.width: 1
    border.color: Theme.line

    Column {
        id: words

        visible: card.title !== ""
        anchors.left: parent.left
        anchors.leftMargin: 24
        y: 20
        width: parent.width - 48 - (card.stacked || side.implicitWidth === 0 ? 0 : side.implicitWidth + 20)
        spacing: 3

        Words {
            width: parent.width
            text: card.title
            font.pixelSize: Theme.textHeading
            font.weight: Font.Bold
            Accessible.role: Accessible.Heading
        }
        Words {
            width: parent.width
            visible: text !== ""
            text: card.sentence
            color: Theme.muted
            font.pixelSize: Theme.textSecond
        }
    }
    Row {
        id: side

        x: card.stacked !== Theme.mirrored ? 24 : card.width - width - 24
        y: card.stacked ? words.y + words.height + 12
            : words.y + Math.max(0, Math.round((words.height - height) / 2))
        spacing: 8
    }
    Column {
        id: column

        readonly property real headed: card.title === "" ? 20
            : card.stacked && side.implicitWidth > 0 ? side.y + side.height
            : Math.max(words.y + words.height, side.implicitWidth > 0 ? side.y + side.height : 0)

        x: 24
        y: headed + (card.title !== "" && implicitHeight > 0 ? 14 : 0)
        width: parent.width - 48
        spacing: 12
    }
}
