pragma ComponentBehavior: Bound

import QtQuick
import Qt.labs.qmlmodels
import Tsuki.Chat
import Tsuki.Look

// One message in the small window: its words, nothing to do with it.
Item {
    id: line

    required property bool mine
    required property bool loaded
    required property bool waiting
    required property string words
    required property string status
    required property var blocks
    signal linkAsked(string link)
    signal copyAsked(string text)

    readonly property real most: width - 72

    implicitHeight: bubble.visible ? bubble.height : 0
    Accessible.role: Accessible.ListItem
    Accessible.name: (mine ? qsTr("You: %1") : qsTr("Tsuki: %1")).arg(words)

    Rectangle {
        id: bubble

        // While she writes, the blocks know her words before the row does.
        visible: line.status === "streaming" || line.words !== "" || !line.loaded
        x: line.mine !== Theme.mirrored ? line.width - width - 12 : 12
        width: line.waiting ? 62 : line.loaded ? body.width + 26 : 120
        height: line.waiting ? Math.max(36, Theme.px(34)) : line.loaded ? body.implicitHeight + 16 : 40
        radius: Theme.radiusButton
        topLeftRadius: line.mine ? radius : 4
        bottomRightRadius: line.mine ? 4 : radius
        color: line.mine ? Theme.mine : Theme.surface
        border.width: line.mine ? 0 : 1
        border.color: Theme.line

        TypingDots {
            anchors.centerIn: parent
            visible: line.waiting
        }
        Column {
            id: body

            x: 13
            y: line.mine ? 8 : 8 + Theme.px(2)
            spacing: 8
            visible: line.loaded && !line.waiting
            width: Math.min(line.most, Math.max(1, childrenRect.width))

            Repeater {
                model: line.blocks

                delegate: DelegateChooser {
                    role: "kind"

                    DelegateChoice {
                        roleValue: "code"

                        CodeBlock {
                            most: line.most
                            onCopyAsked: text => line.copyAsked(text)
                        }
                    }
                    DelegateChoice {
                        roleValue: "text"

                        TextBlock {
                            required property string html

                            plain: false
                            body: html
                            most: line.most
                            font.pixelSize: Theme.textBody
                            onLinkAsked: link => line.linkAsked(link)
                        }
                    }
                    DelegateChoice {
                        roleValue: "plain"

                        TextBlock {
                            required property string source

                            plain: true
                            body: source
                            most: line.most
                            font.pixelSize: Theme.textBody
                        }
                    }
                }
            }
        }
    }
}
