pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Tsuki.Look

// One conversation of a data set. Space keeps or leaves it out, E changes its words.
T.ItemDelegate {
    id: card

    required property int index
    required property int rowId
    required property bool included
    required property var turns
    required property string worse
    required property int thumb
    property bool lit: false
    property bool long: false
    signal kept(bool yes)
    signal editAsked()

    implicitHeight: body.implicitHeight + 28
    focusPolicy: Qt.StrongFocus
    Accessible.role: Accessible.ListItem
    Accessible.name: qsTr("Conversation %1%2: %3").arg(index + 1).arg(included ? "" : qsTr(", left out"))
        .arg(turns.map(turn => turn.text).join(" – "))
    onClicked: forceActiveFocus(Qt.MouseFocusReason)
    Keys.onPressed: event => {
        event.accepted = true
        switch (event.key) {
        case Qt.Key_Space: kept(!included); break
        case Qt.Key_E:
        case Qt.Key_Return:
        case Qt.Key_Enter: editAsked(); break
        default: event.accepted = false
        }
    }

    background: Rectangle {
        radius: Theme.radiusButton
        color: Theme.surface
        border.width: 1
        border.color: card.lit ? Theme.accent : Theme.line

        FocusRing { shown: card.visualFocus || card.ListView.isCurrentItem && card.activeFocus; anchors.margins: 0 }
    }
    contentItem: Item {
        Column {
            id: body

            anchors.left: parent.left
            anchors.leftMargin: 16
            y: 14
            anchors.right: side.left
            anchors.rightMargin: 12
            spacing: 4
            opacity: card.included ? 1 : 0.45

            Repeater {
                model: card.long ? card.turns : card.turns.slice(0, 6)

                Words {
                    required property var modelData
                    readonly property bool hers: modelData.role === "assistant"

                    width: body.width
                    text: modelData.role === "system" ? qsTr("(%1)").arg(modelData.text) : modelData.text
                    leftPadding: hers ? 14 : 0
                    color: hers ? Theme.ink : Theme.muted
                    maximumLineCount: card.long ? 200 : 4
                    elide: Text.ElideRight
                    Accessible.ignored: true

                    Rectangle {
                        visible: parent.hers
                        width: 3
                        height: parent.height
                        radius: 1.5
                        color: Theme.accent
                    }
                }
            }
            Words {
                width: body.width
                visible: text !== ""
                leftPadding: 14
                text: card.worse
                color: Theme.muted
                font.strikeout: true
                maximumLineCount: 4
                elide: Text.ElideRight
                Accessible.ignored: true
            }
            PushButton {
                anchors.left: parent.left
                visible: card.turns.length > 6
                plain: true
                leftPadding: 0
                text: card.long ? qsTr("Less") : qsTr("%1 more turns").arg(card.turns.length - 6)
                onClicked: card.long = !card.long
            }
        }
        Row {
            id: side

            anchors.right: parent.right
            anchors.rightMargin: 12
            y: 10
            spacing: 4

            Icon {
                anchors.verticalCenter: parent.verticalCenter
                visible: card.thumb !== 0
                name: card.thumb > 0 ? "thumb-up" : "thumb-down"
                ink: card.thumb > 0 ? Theme.good : Theme.bad
            }
            IconButton {
                symbol: "edit"
                text: qsTr("Change its words")
                keys: qsTr("E")
                onClicked: card.editAsked()
            }
            Toggle {
                anchors.verticalCenter: parent.verticalCenter
                text: card.included ? qsTr("Keep conversation %1").arg(card.index + 1) : qsTr("Conversation %1 is left out").arg(card.index + 1)
                checked: card.included
                onToggled: card.kept(checked)
            }
        }
    }
}
