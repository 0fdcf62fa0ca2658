pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Tsuki.Bridge
import Tsuki.Look

// Whose voice becomes Tsuki's? Everybody who speaks, how often, and a few of their lines.
Column {
    id: voices

    required property Importing importing
    property int shown: 6

    spacing: 6

    Words {
        width: parent.width
        text: qsTr("Whose voice becomes Tsuki's?")
        font.weight: Font.Bold
        Accessible.role: Accessible.Heading
    }
    Repeater {
        model: voices.importing.speakers.slice(0, voices.shown)

        T.AbstractButton {
            id: voice

            required property var modelData
            readonly property bool chosen: modelData.name === voices.importing.options.speaker

            width: voices.width
            implicitHeight: lines.implicitHeight + 20
            focusPolicy: Qt.StrongFocus
            text: modelData.name
            Accessible.role: Accessible.RadioButton
            Accessible.name: qsTr("%1, %2 messages").arg(modelData.name).arg(modelData.count)
            Accessible.description: modelData.lines.join(" · ")
            Accessible.checked: chosen
            onClicked: voices.importing.choose("speaker", modelData.name)
            Keys.onReturnPressed: clicked()
            Keys.onEnterPressed: clicked()
            Keys.onDownPressed: nextItemInFocusChain(true).forceActiveFocus(Qt.TabFocusReason)
            Keys.onUpPressed: nextItemInFocusChain(false).forceActiveFocus(Qt.BacktabFocusReason)

            background: Rectangle {
                radius: Theme.radiusButton
                color: voice.chosen ? Theme.mine : voice.hovered ? Theme.tint(Theme.raised, Theme.ink, 0.04) : Theme.raised
                border.width: voice.chosen ? 1 : 0
                border.color: Theme.accent

                FocusRing { shown: voice.visualFocus }
            }
            contentItem: Item {
                Column {
                    id: lines

                    x: 14
                    y: 10
                    width: parent.width - 28
                    spacing: 2

                    Item {
                        width: parent.width
                        implicitHeight: who.implicitHeight

                        Words {
                            id: who

                            anchors.left: parent.left
                            width: parent.width - much.width - 12
                            text: voice.modelData.name
                            font.weight: Font.DemiBold
                            elide: Text.ElideRight
                            wrapMode: Text.NoWrap
                            Accessible.ignored: true
                        }
                        Words {
                            id: much

                            anchors.right: parent.right
                            text: voice.modelData.count === 1 ? qsTr("1 message")
                                : qsTr("%1 messages").arg(Qt.locale().toString(voice.modelData.count, "f", 0))
                            color: voice.chosen ? Theme.ink : Theme.muted
                            font.pixelSize: Theme.textSecond
                            Accessible.ignored: true
                        }
                    }
                    Repeater {
                        model: voice.modelData.lines

                        Words {
                            required property string modelData

                            width: lines.width
                            text: qsTr("“%1”").arg(modelData)
                            color: voice.chosen ? Theme.ink : Theme.muted
                            font.pixelSize: Theme.textSecond
                            elide: Text.ElideRight
                            wrapMode: Text.NoWrap
                            Accessible.ignored: true
                        }
                    }
                }
            }
            HoverHandler { cursorShape: Qt.PointingHandCursor }
        }
    }
    PushButton {
        visible: voices.importing.speakers.length > voices.shown
        plain: true
        text: qsTr("Show all %1").arg(voices.importing.speakers.length)
        onClicked: voices.shown = 1000
    }
}
