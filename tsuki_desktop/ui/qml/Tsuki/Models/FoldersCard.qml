pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Dialogs
import Tsuki.Bridge
import Tsuki.Look

// Folders of other programs, whose models Tsuki may use where they lie.
Card {
    id: card

    required property Folders folders

    spacing: 10

    function counted(count: int): string {
        return count === 1 ? qsTr("one model") : qsTr("%1 models").arg(count)
    }

    Words {
        width: parent ? parent.width : 0
        text: qsTr("Models of other programs")
        font.weight: Font.DemiBold
        Accessible.role: Accessible.Heading
    }
    Words {
        width: parent ? parent.width : 0
        text: qsTr("Tsuki can use the GGUF files of LM Studio, Ollama or any folder where they lie. Nothing is copied, changed or deleted there.")
        color: Theme.muted
        font.pixelSize: Theme.textSecond
    }
    Repeater {
        model: card.folders.listed

        FolderRow {
            required property var modelData

            objectName: "folder"
            width: parent ? parent.width : 0
            name: modelData.shown
            about: !modelData.there ? qsTr("not there now: is its drive connected?")
                : Sizes.joined([modelData.program, card.counted(modelData.count)])
            trouble: !modelData.there
            action: qsTr("Take off the list")
            onAsked: card.folders.forget(modelData.path)
        }
    }
    Repeater {
        model: card.folders.suggested

        FolderRow {
            required property var modelData

            objectName: "suggestion"
            width: parent ? parent.width : 0
            name: modelData.shown
            about: Sizes.joined([qsTr("found on this computer"), modelData.program, card.counted(modelData.count)])
            action: qsTr("Use")
            onAsked: card.folders.add(modelData.path)
        }
    }
    PushButton {
        anchors.left: parent.left
        text: qsTr("Add a folder…")
        symbol: "folder"
        Accessible.description: qsTr("A folder that holds GGUF models. It can be dropped onto this page too.")
        onClicked: {
            chooser.active = false
            chooser.active = true
        }
    }
    Loader {
        id: chooser

        active: false
        visible: false
        sourceComponent: FolderDialog {
            title: qsTr("Add a folder of models")
            onAccepted: card.folders.add(selectedFolder.toString())
            Component.onCompleted: open()
        }
    }
}
