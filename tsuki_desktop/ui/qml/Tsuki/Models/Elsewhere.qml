import QtQuick
import Tsuki.Bridge
import Tsuki.Look

// Tsuki as a model of Ollama, for every other program.
Card {
    id: card

    required property Making making

    spacing: 10

    Words {
        width: parent ? parent.width : 0
        text: qsTr("Tsuki in other programs")
        font.weight: Font.DemiBold
        Accessible.role: Accessible.Heading
    }
    Words {
        width: parent ? parent.width : 0
        text: qsTr("Make her a model of Ollama, and every program that uses Ollama can talk with her. Only her own words go in: your chats, your thumbs and what you wrote about yourself stay out.")
        color: Theme.muted
        font.pixelSize: Theme.textSecond
    }
    Flow {
        width: parent ? parent.width : 0
        spacing: 8

        PushButton {
            text: qsTr("Make Tsuki in Ollama…")
            symbol: "sparkle"
            enabled: card.making.ollama && card.making.bases.length > 0
            Accessible.description: why.text
            onClicked: sheet.ask(false)
        }
        PushButton {
            text: qsTr("Export a Modelfile…")
            symbol: "upload"
            plain: true
            enabled: card.making.bases.length > 0
            onClicked: sheet.ask(true)
        }
    }
    Words {
        id: why

        width: parent ? parent.width : 0
        visible: text !== ""
        text: card.making.bases.length === 0 ? qsTr("For that a model has to be here first.")
            : !card.making.ollama ? qsTr("Ollama is not running: start it to make her there. A Modelfile can be written without it.") : ""
        color: Theme.muted
        font.pixelSize: Theme.textSecond
    }
    MakeSheet {
        id: sheet

        making: card.making
    }
}
