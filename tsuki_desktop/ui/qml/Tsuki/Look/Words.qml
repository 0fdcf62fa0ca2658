import QtQuick

// A piece of the interface's own text: never markup. Read aloud, unless what it stands in says it already.
Text {
    textFormat: Text.PlainText
    color: Theme.ink
    font.family: Theme.face
    font.pixelSize: Theme.textBody
    wrapMode: Text.Wrap
    renderType: Text.QtRendering
    verticalAlignment: Text.AlignVCenter
    Accessible.role: Accessible.StaticText
    Accessible.name: text
    Accessible.ignored: text === ""
}
