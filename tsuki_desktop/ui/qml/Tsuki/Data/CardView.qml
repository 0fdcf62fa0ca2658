pragma ComponentBehavior: Bound

import QtQuick
import Tsuki.Look

// Who a character card is: what she says first, how she talks, what she is told about herself.
Column {
    id: view

    required property var card
    readonly property bool known: card.name !== undefined

    spacing: 12

    Rectangle {
        width: parent.width
        implicitHeight: hello.implicitHeight + 28
        radius: Theme.radiusButton
        color: Theme.raised

        Words {
            id: hello

            x: 16
            y: 14
            width: parent.width - 32
            text: view.known ? view.card.greeting : ""
            maximumLineCount: 8
            elide: Text.ElideRight
        }
    }
    Words {
        width: parent.width
        visible: text !== ""
        text: view.known ? view.card.description : ""
        color: Theme.muted
        maximumLineCount: 6
        elide: Text.ElideRight
    }
    Samples {
        width: parent.width
        title: qsTr("How she talks")
        who: view.known ? view.card.name : ""
        samples: view.known ? view.card.examples.slice(0, 3).map(one => [
            { role: "user", text: one.said }, { role: "assistant", text: one.reply }]) : []
    }
    Words {
        width: parent.width
        text: qsTr("She speaks with the model that you have. Your chats stay, and Tsuki waits: one click brings her back.")
        color: Theme.muted
        font.pixelSize: Theme.textSecond
    }
}
