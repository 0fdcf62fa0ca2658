pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T

// A choice among many.
T.ComboBox {
    id: control

    property string label: ""

    implicitWidth: Math.max(240, Theme.px(240))
    implicitHeight: Theme.control
    leftPadding: mirrored ? 36 : 14
    rightPadding: mirrored ? 14 : 36
    font.family: Theme.face
    font.pixelSize: Theme.textBody
    focusPolicy: Qt.StrongFocus
    Accessible.role: Accessible.ComboBox
    Accessible.name: label

    contentItem: Words {
        text: control.displayText
        elide: Text.ElideRight
        wrapMode: Text.NoWrap
        Accessible.ignored: true
    }
    indicator: Icon {
        name: "chevron-down"
        x: control.mirrored ? 12 : control.width - width - 12
        y: (control.height - height) / 2
    }
    background: Rectangle {
        radius: Theme.radiusButton
        color: control.hovered ? Theme.tint(Theme.raised, Theme.ink, 0.04) : Theme.raised

        FocusRing { shown: control.visualFocus }
    }
    delegate: T.ItemDelegate {
        id: row

        required property string modelData
        required property int index

        width: ListView.view ? ListView.view.width : 0
        implicitHeight: Theme.control
        highlighted: control.highlightedIndex === index
        text: control.displayTexts ? control.displayTexts[index] : modelData
        Accessible.name: text
        Accessible.role: Accessible.ListItem

        contentItem: Words {
            leftPadding: 10
            text: row.text
            elide: Text.ElideRight
            wrapMode: Text.NoWrap
            Accessible.ignored: true
        }
        background: Rectangle {
            radius: Theme.radiusChip
            color: row.highlighted ? Theme.raised : Theme.clear(Theme.raised, 0)
        }
    }
    property var displayTexts: null

    popup: T.Popup {
        y: control.height + 4
        width: control.width
        implicitHeight: Math.min(contentItem.implicitHeight + 12, 320)
        padding: 6

        contentItem: ListView {
            clip: true
            implicitHeight: contentHeight
            model: control.popup.visible ? control.delegateModel : null
            currentIndex: control.highlightedIndex
            T.ScrollBar.vertical: Bar {}
        }
        background: Rectangle {
            radius: Theme.radiusButton
            color: Theme.surface
            border.color: Theme.line
        }
    }
}
