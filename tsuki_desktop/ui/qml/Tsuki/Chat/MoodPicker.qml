pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Tsuki.Bridge
import Tsuki.Look

// Her ten faces: says which mood a reply has.
T.Popup {
    id: picker

    required property Lesson lesson
    property int messageId: 0
    property string emotion: ""

    function ask(over: Item, message: int, mood: string): void {
        parent = over
        messageId = message
        emotion = mood
        open()
        const at = faces.itemAt(Math.max(0, lesson.moods.indexOf(mood)))
        if (at)
            at.forceActiveFocus(Qt.TabFocusReason)
    }
    function step(from: int, by: int): void {
        const next = faces.itemAt(from + by)
        if (next)
            next.forceActiveFocus(Qt.TabFocusReason)
    }

    x: 0
    y: parent ? parent.height + 6 : 0
    margins: 8
    padding: 12
    focus: true
    modal: false
    closePolicy: T.Popup.CloseOnEscape | T.Popup.CloseOnPressOutside
    implicitWidth: contentItem.implicitWidth + 24
    implicitHeight: contentItem.implicitHeight + 24

    contentItem: Column {
        id: column

        spacing: 8

        // The popup itself takes no name.
        Binding {
            target: column.parent
            property: "Accessible.name"
            value: question.text
        }
        Words {
            id: question

            text: qsTr("How does she feel here?")
            color: Theme.muted
            font.pixelSize: Theme.textSecond
            font.weight: Font.DemiBold
        }
        Grid {
            id: grid

            columns: 5
            spacing: 4

            Repeater {
                id: faces

                model: picker.lesson.moods

                T.AbstractButton {
                    id: choice

                    required property string modelData
                    required property int index

                    implicitWidth: Math.max(76, word.implicitWidth + 12)
                    implicitHeight: Theme.px(44) + word.implicitHeight + 18
                    focusPolicy: Qt.StrongFocus
                    text: Moods.word(modelData)
                    checked: modelData === picker.emotion
                    Accessible.role: Accessible.RadioButton
                    Accessible.name: text
                    Accessible.checked: checked
                    onClicked: {
                        picker.lesson.setMood(picker.messageId, modelData)
                        picker.close()
                    }
                    Keys.onLeftPressed: picker.step(index, -1)
                    Keys.onRightPressed: picker.step(index, 1)
                    Keys.onUpPressed: picker.step(index, -grid.columns)
                    Keys.onDownPressed: picker.step(index, grid.columns)
                    Keys.onReturnPressed: clicked()

                    contentItem: Item {
                        Face {
                            id: face

                            anchors.horizontalCenter: parent.horizontalCenter
                            y: 6
                            edge: Theme.px(44)
                            emotion: choice.modelData
                            Accessible.ignored: true
                        }
                        Words {
                            id: word

                            anchors.horizontalCenter: parent.horizontalCenter
                            anchors.top: face.bottom
                            anchors.topMargin: 4
                            text: choice.text
                            color: choice.checked ? Theme.ink : Theme.muted
                            font.pixelSize: Theme.textLeast
                            font.weight: Font.DemiBold
                            wrapMode: Text.NoWrap
                            Accessible.ignored: true
                        }
                    }
                    background: Rectangle {
                        radius: Theme.radiusButton
                        color: choice.checked ? Theme.mine : choice.hovered ? Theme.raised
                            : Theme.clear(Theme.raised, 0)

                        FocusRing { shown: choice.visualFocus }
                    }
                    HoverHandler { cursorShape: Qt.PointingHandCursor }
                }
            }
        }
    }
    background: Rectangle {
        radius: Theme.radiusCard
        color: Theme.surface
        border.color: Theme.line
    }
}
