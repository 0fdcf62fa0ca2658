pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Tsuki.Bridge
import Tsuki.Look

// An empty conversation: the moon, her face, her greeting, and a few ways to begin.
Flickable {
    id: welcome

    required property App app
    required property Chat chat
    signal begun(string words)
    signal modelsAsked()

    readonly property var openers: [
        qsTr("How was your night?"), qsTr("I need to complain about something"), qsTr("Tell me something odd")
    ]
    clip: true
    contentWidth: width
    contentHeight: Math.max(height, column.implicitHeight + 32)
    boundsBehavior: Flickable.StopAtBounds
    interactive: contentHeight > height
    T.ScrollBar.vertical: Bar {}

    readonly property int faceEdge: Math.max(56, Math.min(Theme.px(132), height * (app.needsModel ? 0.17 : hint.visible ? 0.2 : 0.27)))
    readonly property bool roomy: faceEdge > Theme.px(110)

    Column {
        id: column

        x: Math.round((welcome.width - width) / 2)
        y: Math.round((welcome.contentHeight - implicitHeight) / 2)
        width: Math.min(welcome.width - 2 * Theme.margin, Theme.px(620))
        spacing: Theme.px(20)

        Item {
            anchors.horizontalCenter: parent.horizontalCenter
            width: face.width
            height: face.height

            MoonGlow {
                anchors.centerIn: parent
                edge: face.edge * 3.4
            }
            Face {
                id: face

                edge: welcome.faceEdge
                emotion: welcome.app.needsModel || welcome.app.failure ? "sleepy" : "playful"
                alive: true
            }
        }
        Words {
            width: Math.min(parent.width, Theme.px(460))
            topPadding: welcome.roomy ? Theme.px(28) : 4
            horizontalAlignment: Text.AlignHCenter
            anchors.horizontalCenter: parent.horizontalCenter
            text: welcome.app.failure || (welcome.app.needsModel ? qsTr("Tsuki needs a model to speak")
                : welcome.chat.isPrivate ? qsTr("Just us. I'll have forgotten all of it by morning~") : welcome.chat.greeting)
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
        Row {
            anchors.horizontalCenter: parent.horizontalCenter
            visible: welcome.app.failure !== ""
            spacing: 8

            PushButton {
                text: qsTr("Try again")
                primary: true
                onClicked: welcome.app.tryAgain()
            }
            PushButton {
                text: qsTr("Quit")
                onClicked: Window.window.close()
            }
        }
        FirstModel {
            width: parent.width
            visible: welcome.app.needsModel && !welcome.app.failure
            app: welcome.app
            onModelsAsked: welcome.modelsAsked()
        }
        Grid {
            anchors.horizontalCenter: parent.horizontalCenter
            visible: !welcome.app.needsModel && welcome.app.ready
            columns: welcome.width > Theme.px(640) ? 3 : 1
            horizontalItemAlignment: Grid.AlignHCenter
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
                            Accessible.ignored: true
                        }
                    }
                    HoverHandler { cursorShape: Qt.PointingHandCursor }
                }
            }
        }
        StarterHint {
            id: hint

            width: parent.width
            visible: welcome.app.starterOnly && welcome.app.preferences.starterHint
            app: welcome.app
            onModelsAsked: welcome.modelsAsked()
        }
    }
}
