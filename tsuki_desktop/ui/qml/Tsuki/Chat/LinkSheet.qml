import QtQuick
import Tsuki.Bridge
import Tsuki.Look

// Shows where a link leads before anything leaves this computer.
Sheet {
    id: sheet

    required property App app
    property string address: ""

    title: qsTr("Open this page in your browser?")
    most: 520

    function ask(link: string): void {
        address = app.address(link)
        if (address !== "")
            open()
    }

    Rectangle {
        width: parent.width
        implicitHeight: words.implicitHeight + 24
        radius: Theme.radiusButton
        color: Theme.codeGround
        border.width: 1
        border.color: Theme.line

        Words {
            id: words

            x: 14
            y: 12
            width: parent.width - 28
            text: sheet.address
            font.family: Theme.mono
            font.pixelSize: Theme.textSecond
            wrapMode: Text.WrapAnywhere
        }
    }
    Words {
        width: parent.width
        text: qsTr("Tsuki made this link up from what she learned. It may lead anywhere.")
        color: Theme.muted
        font.pixelSize: Theme.textSecond
    }
    Row {
        anchors.right: parent.right
        spacing: 8
        topPadding: 4

        PushButton {
            text: qsTr("Copy address")
            onClicked: {
                sheet.app.copy(sheet.address)
                sheet.close()
            }
        }
        PushButton {
            text: qsTr("Leave it")
            focus: true
            onClicked: sheet.close()
        }
        PushButton {
            primary: true
            text: qsTr("Open")
            onClicked: {
                sheet.app.openLink(sheet.address)
                sheet.close()
            }
        }
    }
}
