pragma ComponentBehavior: Bound

import QtQuick
import Tsuki.Bridge
import Tsuki.Look

// Why this thumb, and what she should have said. Nothing in it is asked for; all of it is saved by itself.
FocusScope {
    id: panel

    required property Lesson lesson
    signal away()

    property bool kept: false

    implicitHeight: column.implicitHeight + 28
    Accessible.role: Accessible.Grouping
    Accessible.name: qsTr("Teach Tsuki about this reply")

    function begin(): void {
        const first = chips.itemAt(0)
        if (first)
            first.forceActiveFocus(Qt.TabFocusReason)
        else
            words.forceActiveFocus(Qt.TabFocusReason)
    }
    function reasonWords(key: string): string {
        switch (key) {
        case "not-her": return qsTr("Not her voice")
        case "no-answer": return qsTr("Didn't answer me")
        case "wrong": return qsTr("Wrong")
        case "too-long": return qsTr("Too long")
        case "unkind": return qsTr("Unkind")
        case "smile": return qsTr("Made me smile")
        case "just-right": return qsTr("Just right")
        case "helped": return qsTr("Helped me")
        case "her-voice": return qsTr("Sounds like her")
        default: return key
        }
    }

    Keys.onEscapePressed: {
        lesson.close()
        away()
    }

    Rectangle {
        anchors.fill: parent
        radius: Theme.radiusCard
        color: Theme.surface
        border.width: 1
        border.color: Theme.line
    }
    Column {
        id: column

        x: 16
        y: 14
        width: parent.width - 32
        spacing: 10

        Item {
            width: parent.width
            implicitHeight: Math.max(title.implicitHeight, close.implicitHeight)

            Words {
                id: title

                anchors.left: parent.left
                anchors.verticalCenter: parent.verticalCenter
                width: parent.width - close.width - mark.width - 16
                text: panel.lesson.value > 0 ? qsTr("What was good about it?")
                    : panel.lesson.value < 0 ? qsTr("What was off?") : qsTr("Teach her a better reply")
                font.weight: Font.DemiBold
                elide: Text.ElideRight
                wrapMode: Text.NoWrap
            }
            Words {
                id: mark

                anchors.right: close.left
                anchors.rightMargin: 6
                anchors.verticalCenter: parent.verticalCenter
                text: panel.kept ? qsTr("Saved") : panel.lesson.value === 0 ? "" : qsTr("All optional")
                color: panel.kept ? Theme.good : Theme.muted
                font.pixelSize: Theme.textLeast
            }
            IconButton {
                id: close

                anchors.right: parent.right
                anchors.rightMargin: -6
                anchors.verticalCenter: parent.verticalCenter
                symbol: "close"
                edge: Theme.px(16)
                text: qsTr("Close")
                keys: qsTr("Esc")
                onClicked: {
                    panel.lesson.close()
                    panel.away()
                }
            }
        }
        Flow {
            width: parent.width
            spacing: 6
            visible: chips.count > 0

            Repeater {
                id: chips

                model: panel.lesson.offered

                Chip {
                    required property string modelData

                    checkable: true
                    text: panel.reasonWords(modelData)
                    checked: panel.lesson.reasons.indexOf(modelData) >= 0
                    onClicked: {
                        panel.lesson.toggle(modelData)
                        checked = Qt.binding(() => panel.lesson.reasons.indexOf(modelData) >= 0)
                    }
                }
            }
        }
        Column {
            width: parent.width
            spacing: 6

            Words {
                width: parent.width
                text: qsTr("Tsuki should have said…")
                color: Theme.muted
                font.pixelSize: Theme.textSecond
                font.weight: Font.DemiBold
            }
            Area {
                id: words

                objectName: "correction"
                width: parent.width
                label: qsTr("What Tsuki should have said")
                placeholder: qsTr("Her reply, as you would like it")
                onTextChanged: panel.lesson.writeCorrection(text)
            }
            Flow {
                width: parent.width
                spacing: 6
                visible: hints.count > 0

                Words {
                    height: Math.max(30, implicitHeight)
                    text: qsTr("She would say")
                    color: Theme.muted
                    font.pixelSize: Theme.textSecond
                }
                Repeater {
                    id: hints

                    model: panel.lesson.hints

                    Chip {
                        required property var modelData

                        symbol: "sparkle"
                        text: qsTr("“%1” for “%2”").arg(modelData.casual).arg(modelData.stiff)
                        onClicked: panel.lesson.soften(modelData.stiff, modelData.casual)
                    }
                }
            }
        }
        Area {
            id: note

            objectName: "note"
            width: parent.width
            visible: panel.lesson.value !== 0
            label: qsTr("A note for yourself")
            placeholder: qsTr("A note for yourself")
            onTextChanged: panel.lesson.writeNote(text)
        }
    }
    Component.onCompleted: {
        words.text = lesson.correction
        note.text = lesson.note
    }
    Timer {
        id: quiet

        interval: 2500
        onTriggered: panel.kept = false
    }
    Connections {
        target: panel.lesson
        function onCorrected(text: string): void { words.text = text }
        function onSaved(): void {
            panel.kept = true
            quiet.restart()
        }
    }
}
