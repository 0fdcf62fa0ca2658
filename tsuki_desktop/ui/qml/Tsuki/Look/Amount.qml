import QtQuick
import QtQuick.Templates as T

// A number between limits: a slider to pull and to step with the arrow keys, its value beside it.
Row {
    id: control

    required property string label
    property string about: ""
    required property real value
    required property real minimum
    required property real maximum
    required property bool whole
    property real step: whole ? 1 : 0.05
    signal picked(real value)

    spacing: 12

    T.Slider {
        id: slider

        width: Theme.px(160)
        height: 28
        anchors.verticalCenter: parent.verticalCenter
        from: control.minimum
        to: control.maximum
        stepSize: control.step
        value: control.value
        focusPolicy: Qt.StrongFocus
        Accessible.role: Accessible.Slider
        Accessible.name: control.label
        Accessible.description: control.about
        onMoved: control.picked(value)

        background: Rectangle {
            x: 9
            y: (slider.height - height) / 2
            width: slider.width - 18
            height: 4
            radius: 2
            color: Theme.raised
            border.width: Theme.dark ? 0 : 1
            border.color: Theme.line

            Rectangle {
                anchors.left: parent.left
                width: slider.position * parent.width
                height: 4
                radius: 2
                color: Theme.accent
            }
        }
        handle: Rectangle {
            x: slider.visualPosition * (slider.width - width)
            y: (slider.height - height) / 2
            width: 18
            height: 18
            radius: 9
            color: Theme.accent
            border.width: 3
            border.color: Theme.surface

            FocusRing {
                shown: slider.visualFocus
                around: 9
            }
        }
    }
    Words {
        anchors.verticalCenter: parent.verticalCenter
        width: Theme.px(48)
        horizontalAlignment: Text.AlignRight
        text: control.whole ? Math.round(slider.value) : slider.value.toFixed(2)
        font.weight: Font.DemiBold
        Accessible.ignored: true
    }
}
