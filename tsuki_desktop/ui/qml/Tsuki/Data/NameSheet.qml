import QtQuick
import Tsuki.Bridge
import Tsuki.Look

// The name of a data set, and under which licence or with whose leave it came.
Sheet {
    id: sheet

    required property DataDesk desk

    function ask(): void {
        name.text = desk.open.name ?? ""
        licence.text = desk.open.licence ?? ""
        open()
        name.forceActiveFocus(Qt.PopupFocusReason)
        name.selectAll()
    }
    function save(): void {
        if (name.text.trim() === "")
            return
        if (name.text !== desk.open.name)
            desk.rename(name.text)
        if (licence.text !== desk.open.licence)
            desk.noteLicence(licence.text)
        close()
    }

    title: qsTr("Name and licence")

    Words {
        text: qsTr("Name")
        color: Theme.muted
        font.pixelSize: Theme.textSecond
    }
    Field {
        id: name

        objectName: "setName"
        width: parent ? parent.width : 0
        placeholderText: qsTr("Name")
        onAccepted: sheet.save()
    }
    Words {
        text: qsTr("Licence, or with whose leave")
        color: Theme.muted
        font.pixelSize: Theme.textSecond
    }
    Field {
        id: licence

        width: parent ? parent.width : 0
        placeholderText: qsTr("For example: our own chats, she knows")
        onAccepted: sheet.save()
    }
    Row {
        anchors.right: parent ? parent.right : undefined
        spacing: 8
        topPadding: 8

        PushButton {
            plain: true
            text: qsTr("Cancel")
            onClicked: sheet.close()
        }
        PushButton {
            primary: true
            text: qsTr("Save")
            enabled: name.text.trim() !== ""
            onClicked: sheet.save()
        }
    }
}
