import QtQuick
import QtQuick.Dialogs
import Tsuki.Bridge

// Asks where the training file goes. Loaded on the first click: the system's dialogs take time that a start has not.
FileDialog {
    id: dialog

    required property ExportDesk desk

    title: qsTr("Write the training file")
    fileMode: FileDialog.SaveFile
    nameFilters: [qsTr("Training data (*.jsonl)")]
    defaultSuffix: "jsonl"
    onAccepted: desk.writeTo(selectedFile)
    Component.onCompleted: open()
}
