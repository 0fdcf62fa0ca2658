import QtQuick
import QtQuick.Templates as T

// A button that is an icon; its words show on hover and are read aloud.
T.Button {
    id: control

    required property string symbol
    property color ink: Theme.muted
    property color lit: Theme.ink
    property color tone: Theme.clear(Theme.raised, 0)
    property int edge: Theme.px(18)
    property string keys: ""

    implicitWidth: Math.max(32, edge + 14)
    implicitHeight: implicitWidth
    padding: 0
    focusPolicy: Qt.StrongFocus
    Accessible.name: text
    Accessible.role: Accessible.Button
    Accessible.description: keys

    contentItem: Item {
        Icon {
            anchors.centerIn: parent
            name: control.symbol
            edge: control.edge
            ink: control.hovered || control.visualFocus ? control.lit : control.ink
            opacity: control.enabled ? 1 : 0.45
        }
    }
    background: Rectangle {
        radius: Theme.radiusChip + 2
        color: control.down ? Theme.tint(Theme.raised, Theme.ink, 0.12)
            : control.hovered && control.enabled ? Theme.tint(Theme.raised, Theme.ink, 0.03) : control.tone

        Behavior on color {
            ColorAnimation { duration: Theme.quick }
        }
        FocusRing {
            shown: control.visualFocus
            around: Theme.radiusChip + 2
        }
    }
    HoverHandler {
        cursorShape: control.enabled ? Qt.PointingHandCursor : Qt.ArrowCursor
    }
    Tip {
        text: control.keys ? control.text + "  ·  " + control.keys : control.text
        visible: text !== "" && (control.hovered || control.visualFocus)
    }
}
