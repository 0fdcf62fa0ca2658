pragma ComponentBehavior: Bound

import QtQuick
import Tsuki.Bridge
import Tsuki.Look

// The words of one conversation, to be changed.
Sheet {
    id: sheet

    required property DataDesk desk
    property int row: 0
    property var turns: []
    property var texts: []

    function ask(card: RowCard): void {
        row = card.rowId
        turns = card.turns
        texts = turns.map(turn => turn.text)
        open()
    }
    function save(): void {
        desk.edit(row, texts)
        close()
    }

    title: qsTr("Change the words")
    most: Theme.px(600)

    Repeater {
        model: sheet.turns

        Column {
            id: turn

            required property var modelData
            required property int index

            width: parent ? parent.width : 0
            spacing: 4

            Words {
                width: parent.width
                text: turn.modelData.role === "assistant" ? qsTr("Tsuki") : turn.modelData.role === "system" ? qsTr("System") : qsTr("The other one")
                color: Theme.muted
                font.pixelSize: Theme.textLeast
                font.weight: Font.DemiBold
            }
            Area {
                width: parent.width
                label: turn.modelData.role === "assistant" ? qsTr("Her words, turn %1").arg(turn.index + 1) : qsTr("Words, turn %1").arg(turn.index + 1)
                text: turn.modelData.text
                focus: turn.index === 0
                onTextChanged: if (sheet.texts.length > turn.index) sheet.texts[turn.index] = text
            }
        }
    }
    Row {
        anchors.right: parent ? parent.right : undefined
        spacing: 8
        topPadding: 8

        PushButton {
            plain: true
            text: qsTr("Cancel")
            onClicked: sheet.close()
        }
        PushButton {
            primary: true
            text: qsTr("Save")
            onClicked: sheet.save()
        }
    }
}
