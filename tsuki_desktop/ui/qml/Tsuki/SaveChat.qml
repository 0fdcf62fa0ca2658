import QtQuick
import QtQuick.Dialogs
import Tsuki.Bridge

// Asks where a chat is to be saved, as Markdown or JSON.
FileDialog {
    id: dialog

    required property Shelf shelf
    property int conversationId: 0
    property bool asJson: false

    function ask(id: int, title: string, json: bool): void {
        conversationId = id
        asJson = json
        selectedFile = shelf.placeFor(title, json)
        open()
    }

    title: asJson ? qsTr("Save this chat as JSON") : qsTr("Save this chat as Markdown")
    fileMode: FileDialog.SaveFile
    defaultSuffix: asJson ? "json" : "md"
    nameFilters: asJson ? [qsTr("JSON (*.json)")] : [qsTr("Markdown (*.md)")]
    onAccepted: shelf.write(conversationId, selectedFile, asJson)
}
