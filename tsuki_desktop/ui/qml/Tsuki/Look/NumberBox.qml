import QtQuick
import QtQuick.Templates as T

// A whole number to type, or to step with the arrow keys and the two buttons.
T.SpinBox {
    id: control

    property string label: ""

    implicitWidth: Theme.px(148)
    implicitHeight: Theme.control
    editable: true
    leftPadding: 36
    rightPadding: 36
    font.family: Theme.face
    font.pixelSize: Theme.textBody
    focusPolicy: Qt.StrongFocus
    Accessible.role: Accessible.SpinBox
    Accessible.name: label
    textFromValue: value => String(value)
    valueFromText: text => parseInt(text) || 0

    contentItem: TextInput {
        text: control.displayText
        font: control.font
        color: Theme.ink
        selectionColor: Theme.accent
        selectedTextColor: Theme.accentInk
        horizontalAlignment: Qt.AlignHCenter
        verticalAlignment: Qt.AlignVCenter
        readOnly: !control.editable
        validator: control.validator
        selectByMouse: true
        Accessible.name: control.label
    }
    up.indicator: Item {
        x: control.mirrored ? 0 : control.width - width
        width: 36
        height: control.height

        Icon {
            anchors.centerIn: parent
            name: "plus"
            edge: Theme.px(16)
            ink: control.up.hovered ? Theme.ink : Theme.muted
        }
    }
    down.indicator: Item {
        x: control.mirrored ? control.width - width : 0
        width: 36
        height: control.height

        Rectangle {
            anchors.centerIn: parent
            width: Theme.px(10)
            height: 2
            radius: 1
            color: control.down.hovered ? Theme.ink : Theme.muted
        }
    }
    background: Rectangle {
        radius: Theme.radiusButton
        color: Theme.raised

        FocusRing { shown: control.visualFocus || control.activeFocus }
    }
}
