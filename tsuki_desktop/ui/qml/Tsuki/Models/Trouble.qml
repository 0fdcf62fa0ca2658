import QtQuick
import Tsuki.Look

// One calm line on what is not there, and what to do.
Row {
    id: trouble

    required property string message
    required property string hint
    property string symbol: "info"
    property color ink: Theme.muted

    spacing: 12
    Accessible.role: Accessible.StaticText
    Accessible.name: message + " " + hint

    Icon {
        id: icon

        y: Math.round((what.font.pixelSize * 1.36 - height) / 2)
        name: trouble.symbol
        ink: trouble.ink
    }
    Column {
        width: parent.width - icon.width - parent.spacing
        spacing: 2

        Words {
            id: what

            width: parent.width
            text: trouble.message
            Accessible.ignored: true
        }
        Words {
            width: parent.width
            visible: text !== ""
            text: trouble.hint
            color: Theme.muted
            font.pixelSize: Theme.textSecond
            Accessible.ignored: true
        }
    }
}
