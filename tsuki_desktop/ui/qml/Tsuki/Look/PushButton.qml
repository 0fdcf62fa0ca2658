import QtQuick
import QtQuick.Templates as T

// A button with words: `primary` is the one thing to do, `plain` has no ground of its own.
T.Button {
    id: control

    property bool primary: false
    property bool plain: false
    property bool danger: false
    property string symbol: ""
    readonly property color words: !enabled ? Theme.muted
        : primary ? Theme.accentInk : danger ? Theme.bad : plain ? Theme.accent : Theme.ink

    implicitWidth: implicitContentWidth + leftPadding + rightPadding
    implicitHeight: Math.max(Theme.control, implicitContentHeight + topPadding + bottomPadding)
    leftPadding: plain ? 10 : 16
    rightPadding: leftPadding
    topPadding: 6
    bottomPadding: 6
    font.family: Theme.face
    font.pixelSize: Theme.textBody
    font.weight: Font.DemiBold
    focusPolicy: Qt.StrongFocus
    Accessible.name: text
    Accessible.role: Accessible.Button

    contentItem: Item {
        implicitWidth: row.implicitWidth
        implicitHeight: row.implicitHeight

        Row {
            id: row

            anchors.centerIn: parent
            spacing: 8

            Icon {
                visible: control.symbol !== ""
                name: control.symbol
                ink: control.words
                anchors.verticalCenter: parent.verticalCenter
            }
            Words {
                text: control.text
                font: control.font
                color: control.words
                wrapMode: Text.NoWrap
                anchors.verticalCenter: parent.verticalCenter
                Accessible.ignored: true
            }
        }
    }
    background: Rectangle {
        readonly property color rest: control.primary && control.enabled ? Theme.accent
            : control.plain ? Theme.clear(Theme.raised, 0) : Theme.raised

        radius: Theme.radiusButton
        color: control.down ? Theme.tint(control.plain ? Theme.raised : rest, Theme.ink, 0.14)
            : control.hovered && control.enabled ? Theme.tint(control.plain ? Theme.raised : rest, Theme.ink, 0.06)
            : rest

        Behavior on color {
            ColorAnimation { duration: Theme.quick }
        }
        FocusRing { shown: control.visualFocus }
    }
    HoverHandler {
        cursorShape: control.enabled ? Qt.PointingHandCursor : Qt.ArrowCursor
    }
}
