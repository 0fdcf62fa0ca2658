import QtQuick
import QtQuick.Templates as T

// A small word to choose, or not.
T.AbstractButton {
    id: control

    property string symbol: ""

    implicitWidth: row.implicitWidth + 24
    implicitHeight: Math.max(30, row.implicitHeight + 10)
    focusPolicy: Qt.StrongFocus
    Accessible.role: checkable ? Accessible.CheckBox : Accessible.Button
    Accessible.name: text
    Accessible.checked: checked

    contentItem: Item {
        Row {
            id: row

            anchors.centerIn: parent
            spacing: 6

            Icon {
                visible: name !== ""
                anchors.verticalCenter: parent.verticalCenter
                name: control.checked ? "check" : control.symbol
                ink: control.checked ? Theme.accent : Theme.muted
                edge: Theme.px(14)
            }
            Words {
                anchors.verticalCenter: parent.verticalCenter
                text: control.text
                font.pixelSize: Theme.textSecond
                font.weight: Font.DemiBold
                color: control.checked ? Theme.ink : Theme.tint(Theme.muted, Theme.ink, 0.35)
                wrapMode: Text.NoWrap
                Accessible.ignored: true
            }
        }
    }
    background: Rectangle {
        radius: height / 2
        color: control.checked ? Theme.mine
            : control.hovered ? Theme.tint(Theme.raised, Theme.ink, 0.06) : Theme.raised
        border.width: control.checked ? 1 : 0
        border.color: Theme.accent

        Behavior on color {
            ColorAnimation { duration: Theme.quick }
        }
        FocusRing {
            shown: control.visualFocus
            around: control.height / 2
        }
    }
    HoverHandler { cursorShape: Qt.PointingHandCursor }
}
