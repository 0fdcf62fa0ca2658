pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Tsuki.Look

// One data set in the list: a click opens it.
T.ItemDelegate {
    id: row

    required property var modelData
    property bool canUse: true
    signal opened()
    signal used(bool yes)
    signal removed()

    readonly property string facts: [
        modelData.format,
        modelData.included === modelData.rows ? qsTr("%1 conversations").arg(Qt.locale().toString(modelData.rows, "f", 0))
            : qsTr("%1 of %2 conversations").arg(Qt.locale().toString(modelData.included, "f", 0)).arg(Qt.locale().toString(modelData.rows, "f", 0)),
        modelData.source, modelData.licence].filter(fact => fact !== "").join("  ·  ")

    implicitHeight: lines.implicitHeight + 28
    focusPolicy: Qt.StrongFocus
    text: modelData.name
    Accessible.role: Accessible.ListItem
    Accessible.name: modelData.name + (modelData.used ? qsTr(", learned from") : "")
    Accessible.description: [facts, modelData.verdict].join(". ")
    onClicked: opened()
    Keys.onPressed: event => {
        event.accepted = true
        switch (event.key) {
        case Qt.Key_Return:
        case Qt.Key_Enter: opened(); break
        case Qt.Key_Delete: removed(); break
        default: event.accepted = false
        }
    }

    background: Rectangle {
        x: 6
        y: 3
        width: parent.width - 12
        height: parent.height - 6
        radius: Theme.radiusButton
        color: row.hovered ? Theme.clear(Theme.raised, 0.6) : Theme.clear(Theme.raised, 0)

        FocusRing { shown: row.visualFocus; anchors.margins: 0 }
    }
    contentItem: Item {
        Column {
            id: lines

            anchors.left: parent.left
            anchors.leftMargin: 20
            anchors.verticalCenter: parent.verticalCenter
            anchors.right: side.left
            anchors.rightMargin: 16
            spacing: 3

            Words {
                width: parent.width
                text: row.modelData.name
                font.weight: Font.DemiBold
                elide: Text.ElideMiddle
                wrapMode: Text.NoWrap
                Accessible.ignored: true
            }
            Words {
                width: parent.width
                text: row.facts
                color: Theme.muted
                font.pixelSize: Theme.textSecond
                Accessible.ignored: true
            }
            Words {
                width: parent.width
                visible: text !== ""
                text: row.modelData.verdict
                font.pixelSize: Theme.textSecond
                Accessible.ignored: true
            }
        }
        Row {
            id: side

            anchors.right: parent.right
            anchors.rightMargin: 18
            anchors.verticalCenter: parent.verticalCenter
            spacing: 8

            Words {
                anchors.verticalCenter: parent.verticalCenter
                visible: row.canUse && row.width > Theme.px(620)
                text: qsTr("Learn from it")
                color: Theme.muted
                font.pixelSize: Theme.textSecond
                Accessible.ignored: true
            }
            Toggle {
                anchors.verticalCenter: parent.verticalCenter
                visible: row.canUse
                text: qsTr("Learn from %1").arg(row.modelData.name)
                checked: row.modelData.used
                onToggled: row.used(checked)
            }
            IconButton {
                anchors.verticalCenter: parent.verticalCenter
                symbol: "trash"
                text: qsTr("Delete %1").arg(row.modelData.name)
                onClicked: row.removed()
            }
        }
    }
    HoverHandler { cursorShape: Qt.PointingHandCursor }
}
