import QtQuick
import Tsuki.Look

// A surface with a title and things below it.
Rectangle {
    id: panel

    property string title: ""
    property string note: ""
    default property alias body: column.data

    implicitHeight: column.implicitHeight + 36
    radius: Theme.radiusCard
    color: Theme.surface
    border.width: 1
    border.color: Theme.line

    Column {
        id: column

        x: 20
        y: 18
        width: parent.width - 40
        spacing: 10

        Words {
            width: parent.width
            visible: text !== ""
            text: panel.title
            font.pixelSize: Theme.textHeading
            font.weight: Font.Bold
            Accessible.role: Accessible.Heading
        }
        Words {
            width: parent.width
            visible: text !== ""
            text: panel.note
            color: Theme.muted
            font.pixelSize: Theme.textSecond
        }
    }
}
