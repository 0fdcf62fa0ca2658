import QtQuick
import QtQuick.Templates as T
import Tsuki.Look

// What a thinking model wrote before its reply: folded, never sent back.
Column {
    id: thoughts

    required property string thought
    required property real most
    property bool open: false

    spacing: 4

    T.AbstractButton {
        id: handle

        implicitWidth: title.implicitWidth + Theme.px(22)
        implicitHeight: Math.max(24, title.implicitHeight + 4)
        focusPolicy: Qt.StrongFocus
        text: qsTr("What she thought")
        Accessible.name: text
        Accessible.role: Accessible.Button
        onClicked: thoughts.open = !thoughts.open

        contentItem: Item {
            Icon {
                name: thoughts.open ? "chevron-down" : Theme.mirrored ? "chevron-left" : "chevron-right"
                edge: Theme.px(16)
                anchors.verticalCenter: parent.verticalCenter
            }
            Words {
                id: title

                anchors.left: parent.left
                anchors.leftMargin: Theme.px(20)
                text: handle.text
                color: Theme.muted
                font.pixelSize: Theme.textSecond
                anchors.verticalCenter: parent.verticalCenter
                Accessible.ignored: true
            }
        }
        background: FocusRing {
            shown: handle.visualFocus
            around: Theme.radiusChip
        }
    }
    Words {
        visible: thoughts.open
        width: Math.min(implicitWidth, thoughts.most)
        text: thoughts.thought
        color: Theme.muted
        font.pixelSize: Theme.textSecond
        font.italic: true
    }
}
