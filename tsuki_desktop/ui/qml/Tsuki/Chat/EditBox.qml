import QtQuick
import Tsuki.Look

// An own message being rewritten.
Column {
    id: box

    property string words: ""
    signal sent(string text)
    signal cancelled()

    spacing: 8

    function begin(text: string): void {
        words = text
        area.text = text
        area.forceActiveFocus()
        area.cursorPosition = area.length
    }

    Rectangle {
        width: box.width
        implicitHeight: area.implicitHeight + 20
        radius: Theme.radiusCard
        color: Theme.mine
        border.width: 2
        border.color: Theme.accent

        TextEdit {
            id: area

            x: 16
            y: 10
            width: parent.width - 32
            wrapMode: TextEdit.Wrap
            textFormat: TextEdit.PlainText
            color: Theme.ink
            selectionColor: Theme.accent
            selectedTextColor: Theme.accentInk
            selectByMouse: true
            font.family: Theme.face
            font.pixelSize: Theme.textTalk
            Accessible.role: Accessible.EditableText
            Accessible.name: qsTr("Your message")
            Keys.onTabPressed: nextItemInFocusChain(true).forceActiveFocus(Qt.TabFocusReason)
            Keys.onBacktabPressed: nextItemInFocusChain(false).forceActiveFocus(Qt.BacktabFocusReason)
            Keys.onEscapePressed: box.cancelled()
            Keys.onPressed: event => {
                const enter = event.key === Qt.Key_Return || event.key === Qt.Key_Enter
                if (enter && !(event.modifiers & Qt.ShiftModifier)) {
                    event.accepted = true
                    if (area.text.trim() !== "")
                        box.sent(area.text)
                }
            }
        }
    }
    Row {
        anchors.right: parent.right
        spacing: 8

        PushButton {
            text: qsTr("Leave it")
            onClicked: box.cancelled()
        }
        PushButton {
            primary: true
            text: qsTr("Send again")
            enabled: area.text.trim() !== ""
            onClicked: box.sent(area.text)
        }
    }
}
