pragma ComponentBehavior: Bound

import QtQuick
import Tsuki.Bridge
import Tsuki.Look

// The liked replies that Tsuki follows before any training.
Card {
    id: card

    required property Teach teach
    property bool all: false
    readonly property int few: 5
    signal conversationAsked(int conversation)

    title: qsTr("Examples she follows now")
    sentence: !teach.following ? qsTr("Off: she talks as if you had liked nothing yet.")
        : teach.examples.length === 0
            ? qsTr("Short replies that you like show up here, and guide her without training.")
            : qsTr("Her own model follows them when you say much the same again; other models see the few that fit best.")
    tools: [
        Toggle {
            text: qsTr("Follow examples")
            checked: card.teach.following
            onToggled: card.teach.follow(checked)
        }
    ]

    Column {
        width: parent ? parent.width : 0
        opacity: card.teach.following ? 1 : 0.5
        spacing: 2
        visible: card.teach.examples.length > 0

        Repeater {
            model: card.all ? card.teach.examples : card.teach.examples.slice(0, card.few)

            Item {
                id: example

                required property var modelData
                required property int index
                readonly property bool removed: modelData.removed

                width: parent ? parent.width : 0
                implicitHeight: words.implicitHeight + 20
                Accessible.role: Accessible.ListItem
                Accessible.name: modelData.reply

                Rectangle {
                    width: parent.width
                    height: 1
                    visible: example.index > 0
                    color: Theme.line
                }
                Face {
                    id: face

                    anchors.left: parent.left
                    y: 10
                    edge: Theme.px(32)
                    emotion: example.modelData.emotion
                    opacity: example.removed ? 0.4 : 1
                }
                Column {
                    id: words

                    anchors.left: face.right
                    anchors.leftMargin: 12
                    y: 10
                    width: parent.width - face.width - put.width - 28
                    opacity: example.removed ? 0.5 : 1
                    spacing: 1

                    Words {
                        width: parent.width
                        text: example.modelData.said
                        color: Theme.muted
                        font.pixelSize: Theme.textSecond
                        maximumLineCount: 1
                        elide: Text.ElideRight
                    }
                    Words {
                        width: parent.width
                        text: example.modelData.reply
                        maximumLineCount: 2
                        elide: Text.ElideRight
                        font.strikeout: example.removed
                        Accessible.ignored: true
                    }
                    Words {
                        anchors.left: parent.left
                        visible: example.modelData.rewritten
                        text: qsTr("rewritten by you")
                        color: Theme.accent
                        font.pixelSize: Theme.textLeast
                    }
                }
                PushButton {
                    id: put

                    anchors.right: parent.right
                    anchors.rightMargin: -10
                    anchors.verticalCenter: parent.verticalCenter
                    plain: true
                    text: example.removed ? qsTr("Undo") : qsTr("Remove")
                    Accessible.description: example.modelData.reply
                    onClicked: example.removed ? card.teach.bringBack(example.modelData.messageId)
                        : card.teach.remove(example.modelData.messageId)
                }
            }
        }
    }
    PushButton {
        anchors.left: parent.left
        anchors.leftMargin: -10
        visible: card.teach.examples.length > card.few
        plain: true
        text: card.all ? qsTr("Show fewer") : qsTr("Show all %1").arg(card.teach.examples.length)
        onClicked: card.all = !card.all
    }
}
