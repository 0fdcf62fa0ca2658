pragma ComponentBehavior: Bound

import QtQuick
import Tsuki.Look

// Before the first thumb: what to do.
Card {
    id: card

    signal chatAsked()

    readonly property var steps: [
        { symbol: "chat", what: qsTr("Talk with her"), how: qsTr("About anything. Your own words make the best lessons.") },
        { symbol: "thumb-up", what: qsTr("Say what is her, and what is not"), how: qsTr("A thumb below her reply. Say much the same again, and she takes after it.") },
        { symbol: "edit", what: qsTr("Write what she should have said"), how: qsTr("One rewritten reply teaches more than many thumbs.") },
        { symbol: "teach", what: qsTr("Come back here"), how: qsTr("From %1 replies on, they are enough to train a Tsuki of your own.").arg(50) }
    ]

    Item {
        width: parent ? parent.width : 0
        implicitHeight: face.height + 8

        Face {
            id: face

            anchors.horizontalCenter: parent.horizontalCenter
            edge: Theme.px(96)
            emotion: "curious"
            alive: true
        }
    }
    Words {
        width: parent ? parent.width : 0
        horizontalAlignment: Text.AlignHCenter
        text: qsTr("She has not learned anything from you yet")
        font.pixelSize: Theme.textHeading
        font.weight: Font.Bold
    }
    Column {
        anchors.horizontalCenter: parent ? parent.horizontalCenter : undefined
        width: Math.min(parent ? parent.width : 0, Theme.px(520))
        topPadding: 8
        bottomPadding: 8
        spacing: 14

        Repeater {
            model: card.steps

            Item {
                id: step

                required property var modelData

                width: parent ? parent.width : 0
                implicitHeight: Math.max(badge.height, words.implicitHeight)

                Rectangle {
                    id: badge

                    anchors.left: parent.left
                    anchors.verticalCenter: parent.verticalCenter
                    width: Theme.px(40)
                    height: width
                    radius: width / 2
                    color: Theme.raised

                    Icon {
                        anchors.centerIn: parent
                        name: step.modelData.symbol
                        ink: Theme.accent
                        edge: Theme.px(20)
                    }
                }
                Column {
                    id: words

                    anchors.left: badge.right
                    anchors.leftMargin: 14
                    anchors.right: parent.right
                    anchors.verticalCenter: parent.verticalCenter

                    Words {
                        width: parent.width
                        text: step.modelData.what
                        font.weight: Font.DemiBold
                    }
                    Words {
                        width: parent.width
                        text: step.modelData.how
                        color: Theme.muted
                        font.pixelSize: Theme.textSecond
                    }
                }
            }
        }
    }
    PushButton {
        anchors.horizontalCenter: parent ? parent.horizontalCenter : undefined
        primary: true
        symbol: "chat"
        text: qsTr("Go to the chat")
        onClicked: card.chatAsked()
    }
}
