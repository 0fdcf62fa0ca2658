import QtQuick
import Tsuki.Look

// Words of a message that can be selected. `html` comes cleaned from Python; `plain` is shown as typed.
TextEdit {
    id: block

    required property bool plain
    required property string body
    required property real most
    signal linkAsked(string link)

    width: Math.min(Math.ceil(implicitWidth), most)
    readOnly: true
    selectByMouse: true
    wrapMode: TextEdit.Wrap
    textFormat: plain ? TextEdit.PlainText : TextEdit.RichText
    text: plain ? body : "<style>" + Theme.prose + "</style>" + body
    color: Theme.ink
    palette.link: Theme.accent
    selectionColor: Theme.accent
    selectedTextColor: Theme.accentInk
    font.family: Theme.face
    font.pixelSize: Theme.textTalk
    onLinkActivated: link => linkAsked(link)
    onActiveFocusChanged: if (!activeFocus) deselect()
    Accessible.role: Accessible.StaticText
    Accessible.name: getText(0, length)

    HoverHandler {
        cursorShape: block.hoveredLink ? Qt.PointingHandCursor : Qt.IBeamCursor
    }
}
