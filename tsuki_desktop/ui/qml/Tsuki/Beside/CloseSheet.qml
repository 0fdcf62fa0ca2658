import QtQuick
import Tsuki.Bridge
import Tsuki.Look

// The first time that the window is closed where there is a tray: stay there, or quit?
Sheet {
    id: sheet

    required property Companion companion

    title: qsTr("Shall Tsuki stay in the tray?")
    Component.onCompleted: open()

    Words {
        width: parent ? parent.width : 0
        text: qsTr("There she is one click away, and finishes what she is saying. You are asked only once; the settings can change it.")
        color: Theme.muted
    }
    Row {
        anchors.right: parent ? parent.right : undefined
        topPadding: 8
        spacing: 8

        PushButton {
            text: qsTr("Quit")
            onClicked: {
                sheet.close()
                sheet.companion.decide(false)
            }
        }
        PushButton {
            text: qsTr("Stay")
            primary: true
            focus: true
            symbol: "moon"
            onClicked: {
                sheet.close()
                sheet.companion.decide(true)
            }
        }
    }
}
