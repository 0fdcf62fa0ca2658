pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Tsuki.Bridge
import Tsuki.Look

// Two replies to the same words; which one is whose is told after the last pair.
Sheet {
    id: sheet

    required property RetrainBlind blind
    readonly property bool wide: width > Theme.px(600)

    title: qsTr("Which Tsuki would you rather talk to?")
    most: Theme.px(860)

    Connections {
        target: sheet.blind
        function onOpened(): void { sheet.open() }
    }
    Shortcut {
        enabled: sheet.opened && !sheet.blind.over
        sequence: "1"
        onActivated: sheet.blind.vote(1)
    }
    Shortcut {
        enabled: sheet.opened && !sheet.blind.over
        sequence: "2"
        onActivated: sheet.blind.vote(2)
    }
    Shortcut {
        enabled: sheet.opened && !sheet.blind.over
        sequence: "0"
        onActivated: sheet.blind.vote(0)
    }
    Shortcut {
        enabled: sheet.opened && sheet.blind.at > 1 && !sheet.blind.over
        sequences: ["Backspace", "Ctrl+Z"]
        onActivated: sheet.blind.undo()
    }

    component Answer: T.Button {
        id: answer

        required property int number
        required property string words

        implicitHeight: Math.max(sheet.wide ? Theme.px(120) : 0, said.implicitHeight + hint.implicitHeight + 40)
        focusPolicy: Qt.StrongFocus
        text: words
        Accessible.name: qsTr("Reply %1: %2").arg(number).arg(words)
        Accessible.description: qsTr("Key %1").arg(number)
        onClicked: sheet.blind.vote(number)

        background: Rectangle {
            radius: Theme.radiusCard
            color: answer.down ? Theme.mine
                : answer.hovered ? Theme.tint(Theme.raised, Theme.ink, 0.05) : Theme.raised
            border.width: answer.hovered || answer.visualFocus ? 1 : 0
            border.color: Theme.accent

            FocusRing {
                shown: answer.visualFocus
                around: Theme.radiusCard
            }
        }
        contentItem: Item {
            Words {
                id: said

                x: 16
                y: 14
                width: parent.width - 32
                text: answer.words
                font.pixelSize: Theme.textTalk
                verticalAlignment: Text.AlignTop
                Accessible.ignored: true
            }
            Row {
                id: hint

                anchors.left: parent.left
                anchors.leftMargin: 16
                y: parent.height - height - 14
                spacing: 8

                Rectangle {
                    anchors.verticalCenter: parent.verticalCenter
                    width: Theme.px(22)
                    height: width
                    radius: 6
                    color: "transparent"
                    border.width: 1
                    border.color: Theme.edge

                    Words {
                        anchors.centerIn: parent
                        text: answer.number
                        color: Theme.muted
                        font.pixelSize: Theme.textLeast
                        Accessible.ignored: true
                    }
                }
                Words {
                    anchors.verticalCenter: parent.verticalCenter
                    text: qsTr("This one")
                    color: Theme.accent
                    font.weight: Font.DemiBold
                    Accessible.ignored: true
                }
            }
        }
        HoverHandler { cursorShape: Qt.PointingHandCursor }
    }

    Words {
        width: parent ? parent.width : 0
        text: sheet.blind.over ? qsTr("That was the last one.")
            : qsTr("Both were asked the same. You are told which is which after the last one: %1 of %2.")
                .arg(sheet.blind.at).arg(sheet.blind.of)
        color: Theme.muted
        Accessible.role: Accessible.StaticText
        Accessible.name: text
    }
    Rectangle {
        width: parent ? parent.width : 0
        height: 4
        radius: 2
        color: Theme.raised
        Accessible.role: Accessible.ProgressBar
        Accessible.name: qsTr("%1 of %2").arg(Math.min(sheet.blind.at, sheet.blind.of)).arg(sheet.blind.of)

        Rectangle {
            anchors.left: parent.left
            width: sheet.blind.of > 0 ? parent.width * (sheet.blind.at - 1) / sheet.blind.of : 0
            height: parent.height
            radius: 2
            color: Theme.accent
        }
    }
    Item {
        width: parent ? parent.width : 0
        visible: !sheet.blind.over
        implicitHeight: bubble.height + 8

        Rectangle {
            id: bubble

            y: 4
            anchors.right: parent.right
            width: Math.min(parent.width, asked.implicitWidth + 32)
            height: asked.height + 22
            radius: Theme.radiusCard
            color: Theme.mine

            Words {
                id: asked

                x: 16
                y: 11
                width: Math.min(implicitWidth, bubble.parent.width - 32)
                text: sheet.blind.asked
                font.pixelSize: Theme.textTalk
                Accessible.role: Accessible.StaticText
                Accessible.name: qsTr("You said: %1").arg(text)
            }
        }
    }
    Grid {
        id: grid

        width: parent ? parent.width : 0
        visible: !sheet.blind.over
        columns: sheet.wide ? 2 : 1
        spacing: 14

        Repeater {
            id: answers

            model: sheet.blind.replies

            Answer {
                required property string modelData
                required property int index

                width: sheet.wide ? (grid.width - grid.spacing) / 2 : grid.width
                height: Math.max(implicitHeight, sheet.wide ? grid.tallest : 0)
                number: index + 1
                words: modelData
            }
        }
        readonly property real tallest: {
            let most = 0
            for (let at = 0; at < answers.count; ++at) {
                const one = answers.itemAt(at)
                most = Math.max(most, one ? one.implicitHeight : 0)
            }
            return most
        }
    }
    Column {
        width: parent ? parent.width : 0
        visible: sheet.blind.over
        spacing: 12
        topPadding: 8

        Face {
            anchors.horizontalCenter: parent.horizontalCenter
            edge: Theme.px(88)
            emotion: "surprised"
        }
        Words {
            width: parent.width
            horizontalAlignment: Text.AlignHCenter
            text: sheet.blind.result
            font.pixelSize: Theme.textHeading
            font.weight: Font.DemiBold
            Accessible.role: Accessible.StaticText
            Accessible.name: text
        }
        Words {
            width: parent.width
            horizontalAlignment: Text.AlignHCenter
            text: qsTr("The result stands beside the figures of the test.")
            color: Theme.muted
        }
    }
    Flow {
        width: parent ? parent.width : 0
        layoutDirection: Qt.RightToLeft
        spacing: 8
        topPadding: 4

        PushButton {
            text: sheet.blind.over ? qsTr("Done") : qsTr("Go on later")
            primary: sheet.blind.over
            focus: true
            onClicked: sheet.close()
        }
        PushButton {
            visible: !sheet.blind.over
            text: qsTr("About the same  ·  0")
            Accessible.name: qsTr("About the same")
            Accessible.description: qsTr("Key 0")
            onClicked: sheet.blind.vote(0)
        }
        PushButton {
            visible: sheet.blind.over
            text: qsTr("Once more")
            onClicked: sheet.blind.again()
        }
        PushButton {
            plain: true
            visible: sheet.blind.at > 1 && !sheet.blind.over
            symbol: "undo"
            text: qsTr("Undo")
            Accessible.name: qsTr("Take the last vote back")
            onClicked: sheet.blind.undo()
        }
    }
}
