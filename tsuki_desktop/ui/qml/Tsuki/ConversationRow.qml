pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Tsuki.Bridge
import Tsuki.Look

// One conversation of the list: opens on click, is renamed in place.
T.ItemDelegate {
    id: row

    required property int conversationId
    required property string title
    required property string updated
    required property bool pinned
    required property bool neverTrain
    required property bool writing
    required property int liked
    required property int disliked
    required property string group

    required property Shelf shelf
    required property bool chosen
    property bool renaming: false
    readonly property string shownTitle: title || qsTr("New chat")

    required property bool archived

    signal opened()
    signal saveAsked(bool json)
    signal farewellAsked()

    implicitHeight: Math.max(44, Theme.px(40))
    focusPolicy: Qt.StrongFocus
    text: shownTitle
    Accessible.role: Accessible.ListItem
    Accessible.name: shownTitle + (pinned ? qsTr(", pinned") : "") + (writing ? qsTr(", Tsuki is writing") : "")
        + (liked ? qsTr(", %1 liked").arg(liked) : "") + (disliked ? qsTr(", %1 not her").arg(disliked) : "")
    Accessible.selected: chosen
    onClicked: opened()
    onDoubleClicked: rename()
    Keys.onPressed: event => {
        event.accepted = true
        switch (event.key) {
        case Qt.Key_Return:
        case Qt.Key_Enter: opened(); break
        case Qt.Key_F2: rename(); break
        case Qt.Key_Delete: shelf.remove(conversationId); break
        case Qt.Key_Menu: menu.popup(row, 24, row.height); break
        default: event.accepted = false
        }
    }

    component Tally: Row {
        id: tally

        required property string symbol
        required property color ink
        required property int count

        spacing: 2
        anchors.verticalCenter: parent ? parent.verticalCenter : undefined

        Icon {
            anchors.verticalCenter: parent.verticalCenter
            name: tally.symbol
            ink: tally.ink
            edge: Theme.px(11)
        }
        Words {
            anchors.verticalCenter: parent.verticalCenter
            text: tally.count
            color: Theme.muted
            font.pixelSize: Theme.textLeast
            wrapMode: Text.NoWrap
            Accessible.ignored: true
        }
    }

    function rename(): void {
        renaming = true
        field.text = title
        field.forceActiveFocus()
        field.selectAll()
    }
    function stamp(): string {
        const then = new Date(updated)
        if (isNaN(then.getTime()))
            return ""
        if (group === "today" || (group === "pinned" && then.toDateString() === new Date().toDateString()))
            return Qt.locale().toString(then, Qt.locale().timeFormat(Locale.ShortFormat))
        if (group === "yesterday" || group === "week")
            return Qt.locale().dayName(then.getDay(), Locale.ShortFormat)
        return Qt.locale().toString(then, "d MMM")
    }

    background: Rectangle {
        radius: Theme.radiusButton
        color: row.chosen ? Theme.raised : row.hovered || more.hovered ? Theme.clear(Theme.raised, 0.6)
            : Theme.clear(Theme.raised, 0)

        Behavior on color {
            ColorAnimation { duration: Theme.quick }
        }
        FocusRing { shown: row.visualFocus && !row.renaming }
    }
    contentItem: Item {
        Rectangle {
            anchors.left: parent.left
            anchors.verticalCenter: parent.verticalCenter
            width: 3
            height: 18
            radius: 1.5
            visible: row.chosen
            color: Theme.accent
        }
        Words {
            anchors.left: parent.left
            anchors.leftMargin: 12
            anchors.right: marks.left
            anchors.rightMargin: 8
            anchors.verticalCenter: parent.verticalCenter
            visible: !row.renaming
            text: row.shownTitle
            color: row.chosen ? Theme.ink : Theme.tint(Theme.muted, Theme.ink, 0.5)
            font.weight: row.chosen ? Font.DemiBold : Font.Normal
            wrapMode: Text.NoWrap
            elide: Text.ElideRight
            Accessible.ignored: true
        }
        Row {
            id: marks

            anchors.right: parent.right
            anchors.rightMargin: 10
            anchors.verticalCenter: parent.verticalCenter
            spacing: 6
            visible: !row.renaming

            Tally {
                visible: row.liked > 0 && !more.visible
                symbol: "thumb-up-filled"
                ink: Theme.good
                count: row.liked
            }
            Tally {
                visible: row.disliked > 0 && !more.visible
                symbol: "thumb-down-filled"
                ink: Theme.bad
                count: row.disliked
            }
            Icon {
                visible: row.neverTrain
                name: "lock"
                edge: Theme.px(14)
                anchors.verticalCenter: parent.verticalCenter
            }
            Icon {
                visible: row.pinned
                name: "pin"
                edge: Theme.px(14)
                ink: Theme.moon
                anchors.verticalCenter: parent.verticalCenter
            }
            Rectangle {
                visible: row.writing
                width: 7
                height: 7
                radius: 3.5
                color: Theme.accent
                anchors.verticalCenter: parent.verticalCenter
            }
            Words {
                visible: !more.visible
                anchors.verticalCenter: parent.verticalCenter
                text: row.stamp()
                color: Theme.muted
                font.pixelSize: Theme.textLeast
                wrapMode: Text.NoWrap
                Accessible.ignored: true
            }
            IconButton {
                id: more

                visible: row.hovered || row.visualFocus || visualFocus || menu.visible
                anchors.verticalCenter: parent.verticalCenter
                symbol: "more"
                text: qsTr("What to do with this chat")
                onClicked: menu.popup(more, 0, more.height + 4)
            }
        }
        Field {
            id: field

            anchors.fill: parent
            anchors.margins: 3
            visible: row.renaming
            placeholderText: qsTr("Title")
            onAccepted: {
                row.renaming = false
                row.shelf.rename(row.conversationId, text)
                row.forceActiveFocus()
            }
            onActiveFocusChanged: if (!activeFocus) row.renaming = false
            // Enter ends here: it would open the chat otherwise.
            Keys.priority: Keys.AfterItem
            Keys.onReturnPressed: event => event.accepted = true
            Keys.onEnterPressed: event => event.accepted = true
            Keys.onEscapePressed: {
                row.renaming = false
                row.forceActiveFocus()
            }
        }
    }
    TapHandler {
        acceptedButtons: Qt.RightButton
        onTapped: point => menu.popup(row, point.position.x, point.position.y)
    }
    PopMenu {
        id: menu

        title: more.text

        PopItem {
            text: qsTr("Rename")
            symbol: "edit"
            keys: qsTr("F2")
            onTriggered: row.rename()
        }
        PopItem {
            text: row.pinned ? qsTr("Do not pin") : qsTr("Pin")
            symbol: "pin"
            onTriggered: row.shelf.pin(row.conversationId, !row.pinned)
        }
        PopItem {
            text: row.neverTrain ? qsTr("May be learned from") : qsTr("Never train on this")
            symbol: "lock"
            onTriggered: row.shelf.neverTrain(row.conversationId, !row.neverTrain)
        }
        PopItem {
            text: row.archived ? qsTr("Bring back") : qsTr("Archive")
            symbol: row.archived ? "undo" : "archive"
            onTriggered: row.shelf.archive(row.conversationId, !row.archived)
        }
        PopItem {
            text: qsTr("Save as Markdown…")
            symbol: "download"
            onTriggered: row.saveAsked(false)
        }
        PopItem {
            text: qsTr("Save as JSON…")
            symbol: "download"
            onTriggered: row.saveAsked(true)
        }
        PopItem {
            text: qsTr("Delete")
            symbol: "trash"
            danger: true
            keys: qsTr("Del")
            onTriggered: row.shelf.remove(row.conversationId)
        }
        PopItem {
            text: qsTr("Delete everywhere…")
            symbol: "trash"
            danger: true
            onTriggered: row.farewellAsked()
        }
    }
}
