import QtQuick
import Tsuki.Look

// A surface with things below each other.
Rectangle {
    default property alias body: column.data
    property alias spacing: column.spacing

    implicitHeight: column.implicitHeight + 40
    radius: Theme.radiusCard
    color: Theme.surface
    border.width: Theme.dark ? 0 : 1
    border.color: Theme.line

    Column {
        id: column

        x: 20
        y: 20
        width: parent.width - 40
        spacing: 6
    }
}
