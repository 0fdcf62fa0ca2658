import QtQuick

// Several lines to type in; it grows with them. `longest` is in characters, 0 for as many as one likes.
FocusScope {
    id: control

    property alias text: edit.text
    required property string label
    property string about: ""
    property string placeholder: ""
    property real least: Theme.control
    property int longest: 0
    signal editingFinished()

    implicitWidth: 240
    implicitHeight: Math.max(least, edit.implicitHeight + 16)

    Rectangle {
        anchors.fill: parent
        radius: Theme.radiusButton
        color: Theme.raised
        border.width: edit.activeFocus ? 2 : 0
        border.color: Theme.accent
    }
    Words {
        anchors.fill: edit
        visible: edit.length === 0 && edit.preeditText === ""
        verticalAlignment: Text.AlignTop
        text: control.placeholder
        color: Theme.muted
        font: edit.font
        wrapMode: Text.NoWrap
        elide: Text.ElideRight
        Accessible.ignored: true
    }
    TextEdit {
        id: edit

        x: 12
        y: 8
        width: parent.width - 24
        focus: true
        activeFocusOnTab: true
        wrapMode: TextEdit.Wrap
        textFormat: TextEdit.PlainText
        color: Theme.ink
        selectionColor: Theme.accent
        selectedTextColor: Theme.accentInk
        selectByMouse: true
        font.family: Theme.face
        font.pixelSize: Theme.textBody
        Accessible.role: Accessible.EditableText
        Accessible.name: control.label
        Accessible.description: control.about
        Accessible.multiLine: true
        onTextChanged: if (control.longest > 0 && length > control.longest) remove(control.longest, length)
        onEditingFinished: control.editingFinished()
        Keys.onTabPressed: nextItemInFocusChain(true).forceActiveFocus(Qt.TabFocusReason)
        Keys.onBacktabPressed: nextItemInFocusChain(false).forceActiveFocus(Qt.BacktabFocusReason)

        HoverHandler { cursorShape: Qt.IBeamCursor }
    }
    TapHandler { onTapped: edit.forceActiveFocus(Qt.MouseFocusReason) }
}
