import QtQuick
import QtQuick.Templates as T
import Tsuki.Look

// A piece of code with its language and a way to copy it. Long lines scroll sideways.
Rectangle {
    id: block

    required property string html
    required property string source
    required property string language
    required property real most
    signal copyAsked(string text)

    width: most
    implicitHeight: head.height + code.implicitHeight + 22
    radius: Theme.radiusButton
    color: Theme.codeGround
    border.width: 1
    border.color: Theme.line

    Item {
        id: head

        width: parent.width
        height: Math.max(36, Theme.px(32))

        Words {
            anchors.left: parent.left
            anchors.leftMargin: 14
            anchors.verticalCenter: parent.verticalCenter
            text: block.language || qsTr("code")
            color: Theme.muted
            font.pixelSize: Theme.textLeast
        }
        IconButton {
            anchors.right: parent.right
            anchors.rightMargin: 4
            anchors.verticalCenter: parent.verticalCenter
            symbol: "copy"
            edge: Theme.px(16)
            text: qsTr("Copy code")
            onClicked: block.copyAsked(block.source)
        }
        Rectangle {
            width: parent.width - 2
            x: 1
            height: 1
            anchors.bottom: parent.bottom
            color: Theme.line
        }
    }
    Flickable {
        id: flick

        x: 14
        y: head.height + 10
        width: parent.width - 28
        height: code.implicitHeight + 10
        contentWidth: code.implicitWidth
        contentHeight: code.implicitHeight
        clip: true
        flickableDirection: Flickable.HorizontalFlick
        boundsBehavior: Flickable.StopAtBounds
        acceptedButtons: Qt.NoButton

        T.ScrollBar.horizontal: Bar {}

        TextEdit {
            id: code

            readOnly: true
            selectByMouse: true
            textFormat: TextEdit.RichText
            text: "<style>" + Theme.code + "</style>" + block.html
            color: Theme.ink
            selectionColor: Theme.accent
            selectedTextColor: Theme.accentInk
            font.family: Theme.mono
            font.pixelSize: Theme.textSecond
            onActiveFocusChanged: if (!activeFocus) deselect()
            Accessible.role: Accessible.StaticText
            Accessible.name: qsTr("Code: %1").arg(block.source)
        }
    }
}
