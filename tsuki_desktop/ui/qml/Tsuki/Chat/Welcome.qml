pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Shapes
import QtQuick.Templates as T
import Tsuki.Bridge
import Tsuki.Look

// An empty conversation: the moon, her face, her greeting, and a few ways to begin.
Item {
    id: welcome

    required property App app
    required property Chat chat
    signal begun(string words)

    readonly property var openers: [
        qsTr("How was your night?"), qsTr("I need to complain about something"), qsTr("Tell me something odd")
    ]
    readonly property bool roomy: height > Theme.px(420)

    Column {
        anchors.centerIn: parent
        width: Math.min(parent.width - 2 * Theme.margin, Theme.px(560))
        spacing: Theme.px(20)

        Item {
            anchors.horizontalCenter: parent.horizontalCenter
            width: face.width
            height: face.height

            Repeater {
                model: [2.1, 1.62, 1.24]

                Rectangle {
                    required property real modelData

                    anchors.centerIn: parent
                    width: face.edge * modelData
                    height: width
                    radius: width / 2
                    color: Theme.clear(Theme.moonGlow, Theme.dark ? 0.028 : 0.07)
                }
            }
            Face {
                id: face

                edge: Theme.px(welcome.roomy ? 132 : 84)
                emotion: welcome.app.needsModel ? "sleepy" : "playful"
                alive: true
            }
        }
        Words {
            width: parent.width
            topPadding: welcome.roomy ? Theme.px(28) : 4
            horizontalAlignment: Text.AlignHCenter
            text: welcome.app.failure || (welcome.app.needsModel ? qsTr("Tsuki needs a model to speak")
                : welcome.chat.greeting)
            font.pixelSize: Theme.px(19)
            font.weight: Font.DemiBold
            lineHeight: 1.25
        }
        Words {
            width: parent.width
            visible: welcome.app.failure !== ""
            horizontalAlignment: Text.AlignHCenter
            text: welcome.app.failureHint
            color: Theme.muted
        }
        FirstModel {
            width: parent.width
            visible: welcome.app.needsModel && !welcome.app.failure
            app: welcome.app
        }
        Flow {
            id: flow

            anchors.horizontalCenter: parent.horizontalCenter
            width: Math.min(parent.width, chips.implicitWidth)
            visible: !welcome.app.needsModel && welcome.app.ready
            spacing: 8

            Repeater {
                model: welcome.openers

                T.AbstractButton {
                    id: opener

                    required property string modelData

                    implicitWidth: word.implicitWidth + 28
                    implicitHeight: Theme.control
                    focusPolicy: Qt.StrongFocus
                    text: modelData
                    Accessible.name: text
                    Accessible.role: Accessible.Button
                    onClicked: welcome.begun(modelData)

                    background: Rectangle {
                        radius: height / 2
                        color: opener.hovered ? Theme.raised : Theme.clear(Theme.raised, 0)
                        border.width: 1
                        border.color: Theme.line

                        FocusRing {
                            shown: opener.visualFocus
                            around: opener.height / 2
                        }
                    }
                    contentItem: Item {
                        Words {
                            id: word

                            anchors.centerIn: parent
                            text: opener.modelData
                            color: Theme.muted
                            font.pixelSize: Theme.textSecond
                            wrapMode: Text.NoWrap
                        }
                    }
                    HoverHandler { cursorShape: Qt.PointingHandCursor }
                }
            }
        }
    }
    // Measures how wide the chips would be in one row, so that the flow can be centred.
    Row {
        id: chips

        visible: false
        spacing: 8

        Repeater {
            model: welcome.openers

            Words {
                required property string modelData

                text: modelData
                font.pixelSize: Theme.textSecond
                rightPadding: 28
                wrapMode: Text.NoWrap
            }
        }
    }
}
