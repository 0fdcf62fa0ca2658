import QtQuick
import QtQuick.Dialogs

// Asks where the kit goes. Loaded on the first click: the system's dialogs take time that a start has not.
FileDialog {
    id: dialog

    required property var chosen

    title: qsTr("Save the kit")
    fileMode: FileDialog.SaveFile
    nameFilters: [qsTr("Kit for a borrowed GPU (*.zip)")]
    defaultSuffix: "zip"
    onAccepted: chosen(selectedFile)
    Component.onCompleted: open()
}
