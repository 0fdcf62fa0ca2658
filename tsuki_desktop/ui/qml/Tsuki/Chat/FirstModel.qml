pragma ComponentBehavior: Bound

import QtQuick
import Tsuki.Bridge
import Tsuki.Look

// The first start without any model: the best one for this computer, and other ways to get one.
Column {
    id: first

    required property App app
    signal modelsAsked()

    spacing: 10

    BestOffer {
        id: best

        width: parent.width
        app: first.app
    }
    Repeater {
        model: [
            { symbol: "models", title: qsTr("Ollama"), text: qsTr("Start it, and its models show up here by themselves.") },
            { symbol: "folder", title: qsTr("A GGUF file of your own"), text: qsTr("Add it under Models, or the folder of another program.") },
            { symbol: "download", title: qsTr("The starter model"), text: qsTr("Small, quick, made for trying: install Tsuki with its “starter” part.") }
        ]

        Rectangle {
            id: card

            required property var modelData

            width: first.width
            implicitHeight: column.implicitHeight + 24
            radius: Theme.radiusCard
            color: Theme.surface
            border.width: 1
            border.color: Theme.line

            Icon {
                id: icon

                anchors.left: parent.left
                anchors.leftMargin: 16
                anchors.verticalCenter: parent.verticalCenter
                name: card.modelData.symbol
                ink: Theme.accent
                edge: Theme.px(22)
            }
            Column {
                id: column

                anchors.left: icon.right
                anchors.leftMargin: 16
                anchors.right: parent.right
                anchors.rightMargin: 16
                anchors.verticalCenter: parent.verticalCenter
                spacing: 2

                Words {
                    width: parent.width
                    text: card.modelData.title
                    font.weight: Font.DemiBold
                }
                Words {
                    width: parent.width
                    text: card.modelData.text
                    color: Theme.muted
                    font.pixelSize: Theme.textSecond
                }
            }
        }
    }
    Row {
        anchors.horizontalCenter: parent.horizontalCenter
        spacing: 8
        topPadding: 8

        PushButton {
            text: qsTr("Look again")
            onClicked: first.app.lookForModels()
        }
        PushButton {
            primary: !best.any
            text: qsTr("See Models")
            symbol: "models"
            onClicked: first.modelsAsked()
        }
    }
}
