pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T

// A choice among few, all visible. Left and right move it.
FocusScope {
    id: control

    required property var choices
    required property string value
    required property string label
    property var labels: choices
    property string about: ""
    signal picked(string choice)

    implicitWidth: row.implicitWidth + 6
    implicitHeight: row.implicitHeight + 6
    Accessible.role: Accessible.Grouping
    Accessible.name: label
    Accessible.description: about

    Rectangle {
        anchors.fill: parent
        radius: Theme.radiusButton
        color: Theme.raised
    }
    Row {
        id: row

        x: 3
        y: 3

        Repeater {
            model: control.choices

            T.AbstractButton {
                id: segment

                required property string modelData
                required property int index
                readonly property bool chosen: modelData === control.value

                implicitWidth: word.implicitWidth + 24
                implicitHeight: Theme.control - 6
                focusPolicy: Qt.StrongFocus
                focus: chosen
                text: control.labels[index]
                Accessible.role: Accessible.RadioButton
                Accessible.name: control.label + ": " + text
                Accessible.checked: chosen
                onClicked: control.picked(modelData)
                Keys.onLeftPressed: nextItemInFocusChain(false).forceActiveFocus(Qt.BacktabFocusReason)
                Keys.onRightPressed: nextItemInFocusChain(true).forceActiveFocus(Qt.TabFocusReason)

                background: Rectangle {
                    radius: Theme.radiusButton - 3
                    color: segment.chosen ? Theme.surface
                        : segment.hovered ? Theme.tint(Theme.raised, Theme.ink, 0.05) : Theme.clear(Theme.raised, 0)
                    border.width: segment.chosen ? 1 : 0
                    border.color: Theme.line

                    FocusRing {
                        shown: segment.visualFocus
                        around: Theme.radiusButton - 3
                    }
                }
                contentItem: Item {
                    Words {
                        id: word

                        anchors.centerIn: parent
                        text: segment.text
                        wrapMode: Text.NoWrap
                        font.pixelSize: Theme.textSecond
                        font.weight: Font.DemiBold
                        color: segment.chosen ? Theme.ink : Theme.muted
                        Accessible.ignored: true
                    }
                }
                HoverHandler { cursorShape: Qt.PointingHandCursor }
            }
        }
    }
}
