import QtQuick
import QtQuick.Templates as T

// One line to type in, with an icon before it and a hint of its shortcut.
T.TextField {
    id: control

    property string symbol: ""
    property string keys: ""

    implicitWidth: 200
    implicitHeight: Math.max(Theme.control, contentHeight + topPadding + bottomPadding)
    leftPadding: symbol ? 18 + Theme.px(18) : 12
    rightPadding: keys && !text && !activeFocus ? hint.width + 22 : 12
    topPadding: 6
    bottomPadding: 6
    font.family: Theme.face
    font.pixelSize: Theme.textBody
    color: Theme.ink
    placeholderTextColor: Theme.muted
    selectionColor: Theme.accent
    selectedTextColor: Theme.accentInk
    verticalAlignment: TextInput.AlignVCenter
    selectByMouse: true
    Accessible.name: placeholderText
    Accessible.role: Accessible.EditableText

    background: Rectangle {
        radius: Theme.radiusButton
        color: Theme.raised
        border.width: control.activeFocus ? 2 : 0
        border.color: Theme.accent
    }
    Icon {
        visible: control.symbol !== ""
        name: control.symbol
        anchors.left: parent.left
        anchors.leftMargin: 11
        anchors.verticalCenter: parent.verticalCenter
    }
    Words {
        anchors.left: parent.left
        anchors.leftMargin: control.leftPadding
        width: control.width - control.leftPadding - control.rightPadding
        anchors.verticalCenter: parent.verticalCenter
        visible: !control.text && !control.preeditText
        text: control.placeholderText
        color: Theme.muted
        font: control.font
        wrapMode: Text.NoWrap
        elide: Text.ElideRight
        Accessible.ignored: true
    }
    Words {
        id: hint

        anchors.right: parent.right
        anchors.rightMargin: 12
        anchors.verticalCenter: parent.verticalCenter
        visible: control.keys !== "" && !control.text && !control.activeFocus
        text: control.keys
        color: Theme.muted
        font.pixelSize: Theme.textLeast
        Accessible.ignored: true
    }
}
