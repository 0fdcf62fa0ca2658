import QtQuick

// A piece of the interface's own text: never markup.
Text {
    textFormat: Text.PlainText
    color: Theme.ink
    font.family: Theme.face
    font.pixelSize: Theme.textBody
    wrapMode: Text.Wrap
    renderType: Text.QtRendering
    verticalAlignment: Text.AlignVCenter
}
