pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Tsuki.Look

// One model that is here: a click lets it speak.
T.ItemDelegate {
    id: row

    required property string modelId
    required property string name
    required property string backend
    required property string family
    required property string quantisation
    required property real parameters
    required property real sizeBytes
    required property real memoryBytes
    required property string fits
    required property bool starter
    required property bool cloud
    required property bool inUse
    required property bool loaded
    required property bool removable
    required property bool linked
    required property bool first
    required property real speed

    signal chosen()
    signal detailsAsked()
    signal deleteAsked()

    readonly property string place: {
        switch (backend) {
        case "llama.cpp": return qsTr("In Tsuki herself")
        case "ollama": return qsTr("In Ollama")
        case "openai": return qsTr("On the other server")
        default: return backend
        }
    }
    readonly property string facts: Sizes.joined([
        parameters >= 1e6 ? Sizes.parameters(parameters) : "", family, quantisation,
        sizeBytes > 0 ? qsTr("%1 on disk").arg(Sizes.bytes(sizeBytes)) : ""])
    readonly property string memory: memoryBytes > 0 ? qsTr("needs about %1 of memory").arg(Sizes.bytes(memoryBytes)) : ""
    readonly property string seen: speed > 0 ? qsTr("%1 here").arg(Sizes.speed(speed)) : ""
    readonly property string verdict: {
        if (cloud)
            return qsTr("somebody else's computers")
        switch (fits) {
        case "yes": return qsTr("fits")
        case "no": return qsTr("too large for now")
        case "never": return qsTr("too large for this computer")
        default: return ""
        }
    }

    implicitHeight: lines.implicitHeight + 28 + (first ? heading.implicitHeight : 0)
    topPadding: first ? heading.implicitHeight : 0
    focusPolicy: Qt.StrongFocus
    text: name
    Accessible.role: Accessible.RadioButton
    Accessible.name: name + (starter ? qsTr(", tiny starter") : "") + (verdict ? ", " + verdict : "")
    Accessible.description: Sizes.joined([facts, memory, seen])
    Accessible.checked: inUse
    onClicked: chosen()
    Keys.onPressed: event => {
        event.accepted = true
        switch (event.key) {
        case Qt.Key_Return:
        case Qt.Key_Enter: chosen(); break
        case Qt.Key_Delete: if (removable) deleteAsked(); break
        case Qt.Key_Menu: menu.popup(row, 24, row.height); break
        default: event.accepted = false
        }
    }

    background: Item {
        Words {
            id: heading

            visible: row.first
            anchors.left: parent.left
            anchors.leftMargin: 20
            topPadding: 16
            bottomPadding: 4
            text: row.place
            color: Theme.muted
            font.pixelSize: Theme.textLeast
            font.weight: Font.DemiBold
        }
        Rectangle {
            y: row.topPadding + 3
            x: 6
            width: parent.width - 12
            height: parent.height - y - 3
            radius: Theme.radiusButton
            color: row.hovered || more.hovered ? Theme.clear(Theme.raised, 0.6) : Theme.clear(Theme.raised, 0)

            FocusRing { shown: row.visualFocus; anchors.margins: 0 }
        }
    }
    contentItem: Item {
        Rectangle {
            id: dot

            anchors.left: parent.left
            anchors.leftMargin: 20
            y: lines.y + 2
            width: Theme.px(18)
            height: width
            radius: width / 2
            color: "transparent"
            border.width: row.inUse ? Math.round(width / 3.4) : 1.5
            border.color: row.inUse ? Theme.accent : Theme.edge
        }
        Column {
            id: lines

            anchors.left: dot.right
            anchors.leftMargin: 14
            anchors.right: more.left
            anchors.rightMargin: 8
            anchors.verticalCenter: parent.verticalCenter
            spacing: 4

            Flow {
                width: parent.width
                spacing: 8

                Words {
                    width: Math.min(implicitWidth, parent.width)
                    text: row.name
                    font.weight: Font.DemiBold
                    elide: Text.ElideMiddle
                    wrapMode: Text.NoWrap
                    Accessible.ignored: true
                }
                Tag {
                    visible: row.starter
                    text: qsTr("tiny starter")
                    ink: Theme.moon
                }
                Tag {
                    visible: row.loaded
                    text: qsTr("in memory")
                    ink: Theme.accent
                }
                Tag {
                    visible: text !== ""
                    text: row.verdict
                    ink: !row.cloud && row.fits === "yes" ? Theme.good : Theme.bad
                }
            }
            Words {
                width: parent.width
                visible: text !== ""
                text: Sizes.joined([row.facts, row.memory, row.seen])
                color: Theme.muted
                font.pixelSize: Theme.textSecond
                Accessible.ignored: true
            }
        }
        IconButton {
            id: more

            anchors.right: parent.right
            anchors.rightMargin: 14
            anchors.verticalCenter: parent.verticalCenter
            symbol: "more"
            text: qsTr("What to do with %1").arg(row.name)
            onClicked: menu.popup(more, 0, more.height + 4)
        }
    }
    TapHandler {
        acceptedButtons: Qt.RightButton
        onTapped: menu.popup()
    }
    HoverHandler { cursorShape: row.inUse ? Qt.ArrowCursor : Qt.PointingHandCursor }
    PopMenu {
        id: menu

        title: more.text

        PopItem {
            text: qsTr("Use it")
            symbol: "check"
            visible: !row.inUse
            onTriggered: row.chosen()
        }
        PopItem {
            text: qsTr("Details")
            symbol: "info"
            onTriggered: row.detailsAsked()
        }
        PopItem {
            text: row.linked ? qsTr("Take away") : qsTr("Delete…")
            symbol: "trash"
            danger: true
            visible: row.removable
            keys: qsTr("Del")
            onTriggered: row.deleteAsked()
        }
    }
}
