pragma ComponentBehavior: Bound

import QtQuick
import Tsuki.Bridge
import Tsuki.Look

// What could be here: nothing is fetched before a button is pressed.
Column {
    id: offers

    required property Fetching fetching

    function fetchNamed(): void {
        if (named.text.trim() === "")
            return
        fetching.fetchOther(named.text)
        named.clear()
    }

    spacing: 10

    Words {
        width: parent.width
        text: qsTr("Worth having on this computer")
        font.pixelSize: Theme.textHeading
        font.weight: Font.Bold
        Accessible.role: Accessible.Heading
    }
    Words {
        width: parent.width
        text: offers.fetching.ollama
            ? qsTr("“Fetch” downloads from the internet: by Ollama from ollama.com, or from huggingface.co. Nothing that you wrote is sent, and nothing is fetched unasked.")
            : qsTr("“Fetch” downloads from the internet, from huggingface.co. Nothing that you wrote is sent, and nothing is fetched unasked.")
        color: Theme.muted
        font.pixelSize: Theme.textSecond
    }
    Rectangle {
        width: parent.width
        implicitHeight: rows.implicitHeight
        visible: repeater.count > 0
        radius: Theme.radiusCard
        color: Theme.surface
        border.width: Theme.dark ? 0 : 1
        border.color: Theme.line

        Column {
            id: rows

            width: parent.width

            Repeater {
                id: repeater

                model: offers.fetching.offers

                OfferRow {
                    width: rows.width
                    fetching: offers.fetching
                    onDiscardAsked: sure.ask(this)
                }
            }
        }
    }
    Words {
        width: parent.width
        visible: repeater.count === 0
        text: qsTr("Everything of the list that fits this computer is here.")
        color: Theme.muted
    }
    Words {
        width: parent.width
        visible: offers.fetching.larger > 0
        text: offers.fetching.larger === 1 ? qsTr("One larger model of the list would take more memory than is comfortable here.")
            : qsTr("%1 larger models of the list would take more memory than is comfortable here.").arg(offers.fetching.larger)
        color: Theme.muted
        font.pixelSize: Theme.textLeast
    }
    Words {
        width: parent.width
        visible: offers.fetching.measuredWith !== ""
        text: qsTr("“perhaps” is an estimate: from what %1 did on this computer, by size.").arg(offers.fetching.measuredWith)
        color: Theme.muted
        font.pixelSize: Theme.textLeast
    }
    DiscardSheet {
        id: sure

        fetching: offers.fetching
    }
    Row {
        width: parent.width
        topPadding: 6
        spacing: 8

        Field {
            id: named

            objectName: "named"
            width: parent.width - fetchNamed.width - parent.spacing
            symbol: "search"
            placeholderText: offers.fetching.ollama ? qsTr("Another one: a name from ollama.com, or the address of a GGUF file on huggingface.co")
                : qsTr("Another one: the address of a GGUF file on huggingface.co")
            onAccepted: offers.fetchNamed()
        }
        PushButton {
            id: fetchNamed

            text: qsTr("Fetch")
            symbol: "download"
            enabled: named.text.trim() !== ""
            Accessible.name: qsTr("Fetch the model that you named")
            onClicked: offers.fetchNamed()
        }
    }
}
