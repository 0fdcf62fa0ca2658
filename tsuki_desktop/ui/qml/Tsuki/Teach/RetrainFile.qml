import QtQuick
import QtQuick.Dialogs

// Asks for a file. Loaded on the first click: the system's dialogs take time that a start has not.
FileDialog {
    id: dialog

    required property var chosen

    fileMode: FileDialog.OpenFile
    onAccepted: chosen(selectedFile)
    Component.onCompleted: open()
}
