import QtQuick
import Tsuki.Bridge
import Tsuki.Look

// Before a private chat is gone: ending it, or quitting with it.
Sheet {
    id: sheet

    required property Private chat
    property bool quitting: false
    signal quitSure()

    title: quitting ? qsTr("Quit and lose the private chat?") : qsTr("End the private chat?")

    function ask(quit: bool): void {
        quitting = quit
        open()
    }

    Connections {
        target: sheet.chat
        function onEndAsked(): void { sheet.ask(false) }
    }
    Words {
        width: parent ? parent.width : 0
        text: qsTr("It was never written down, so it is gone for good. There is no undo.")
    }
    Row {
        anchors.right: parent ? parent.right : undefined
        topPadding: 8
        spacing: 8

        PushButton {
            text: qsTr("Keep talking")
            focus: true
            onClicked: sheet.close()
        }
        PushButton {
            text: sheet.quitting ? qsTr("Quit") : qsTr("End it")
            danger: true
            symbol: "private"
            onClicked: {
                sheet.close()
                if (sheet.quitting)
                    sheet.quitSure()
                else
                    sheet.chat.end()
            }
        }
    }
}
