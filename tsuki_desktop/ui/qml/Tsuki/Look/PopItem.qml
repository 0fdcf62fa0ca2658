import QtQuick
import QtQuick.Templates as T

T.MenuItem {
    id: item

    property string symbol: ""
    property string keys: ""
    property bool danger: false

    implicitWidth: 200
    implicitHeight: visible ? Math.max(Theme.control, words.implicitHeight + 12) : 0
    padding: 8
    Accessible.name: text
    Accessible.role: Accessible.MenuItem

    contentItem: Item {
        Icon {
            id: icon

            name: item.symbol
            visible: item.symbol !== ""
            ink: item.danger ? Theme.bad : Theme.muted
            anchors.verticalCenter: parent.verticalCenter
            anchors.left: parent.left
            anchors.leftMargin: 4
        }
        Words {
            id: words

            anchors.verticalCenter: parent.verticalCenter
            anchors.left: parent.left
            anchors.leftMargin: item.symbol ? icon.width + 14 : 4
            text: item.text
            color: item.danger ? Theme.bad : Theme.ink
            Accessible.ignored: true
        }
        Words {
            anchors.right: parent.right
            anchors.rightMargin: 4
            anchors.verticalCenter: parent.verticalCenter
            text: item.keys
            color: Theme.muted
            font.pixelSize: Theme.textLeast
            Accessible.ignored: true
        }
    }
    background: Rectangle {
        radius: Theme.radiusChip
        color: item.highlighted ? Theme.raised : Theme.clear(Theme.raised, 0)
    }
}
