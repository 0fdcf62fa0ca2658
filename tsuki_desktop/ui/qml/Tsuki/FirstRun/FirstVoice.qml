pragma ComponentBehavior: Bound

import QtQuick
import Tsuki.Bridge
import Tsuki.Chat
import Tsuki.Look
import Tsuki.Models as Parts

// Which model speaks: what is here, what other programs have, and the best one to fetch.
Column {
    id: voice

    required property App app
    readonly property Models models: app.models

    spacing: 12
    Component.onCompleted: models.look()

    Rectangle {
        width: parent.width
        implicitHeight: rows.implicitHeight + 12
        visible: voice.models.installed.count > 0
        radius: Theme.radiusCard
        color: Theme.surface
        border.width: 1
        border.color: Theme.line

        Column {
            id: rows

            x: 6
            y: 6
            width: parent.width - 12
            spacing: 2
            Accessible.role: Accessible.List
            Accessible.name: qsTr("Models on this computer")

            Repeater {
                model: voice.models.installed

                FirstVoiceRow {
                    width: rows.width
                    onChosen: voice.models.choose(modelId)
                }
            }
        }
    }
    Words {
        width: parent.width
        visible: voice.models.installed.count === 0
        text: voice.models.known ? qsTr("No model is here yet.") : qsTr("Looking what is here…")
        horizontalAlignment: Text.AlignHCenter
        font.weight: Font.DemiBold
    }
    Repeater {
        model: voice.models.folders.suggested

        Parts.FolderRow {
            required property var modelData

            objectName: "suggestion"
            width: voice.width
            name: qsTr("%1 has models too").arg(modelData.program || modelData.shown)
            about: modelData.shown
            action: qsTr("Use")
            onAsked: voice.models.folders.add(modelData.path)
        }
    }
    BestOffer {
        width: parent.width
        app: voice.app
        primary: voice.models.installed.count === 0
    }
    Row {
        anchors.horizontalCenter: parent.horizontalCenter
        visible: voice.models.known && !voice.models.fetching.ollama
        spacing: 4

        Words {
            width: Math.min(implicitWidth, voice.width - again.width - 4)
            anchors.verticalCenter: parent.verticalCenter
            text: qsTr("Ollama is found while it runs.")
            color: Theme.muted
            font.pixelSize: Theme.textSecond
        }
        PushButton {
            id: again

            plain: true
            enabled: !voice.models.looking
            text: qsTr("Look again")
            onClicked: {
                voice.models.look()
                voice.app.lookForModels()
            }
        }
    }
}
