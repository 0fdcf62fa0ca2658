import QtQuick
import Tsuki.Look

// What can be done with one message: thumbs, variants, again, copy, edit.
Row {
    id: actions

    required property bool mine
    required property int rating
    required property int variant
    required property int variants
    required property bool busy
    required property bool open
    required property bool teachable

    signal rated(int value)
    signal turned(int by)
    signal again()
    signal copied()
    signal copiedMarkdown()
    signal edited()
    signal taught()
    signal moodAsked()

    spacing: 2

    IconButton {
        visible: !actions.mine && actions.teachable && (actions.open || actions.rating === 1)
        symbol: actions.rating === 1 ? "thumb-up-filled" : "thumb-up"
        ink: actions.rating === 1 ? Theme.good : Theme.muted
        lit: actions.rating === 1 ? Theme.good : Theme.ink
        text: actions.rating === 1 ? qsTr("Liked: take it back") : qsTr("That is her")
        onClicked: actions.rated(1)
    }
    IconButton {
        visible: !actions.mine && actions.teachable && (actions.open || actions.rating === -1)
        symbol: actions.rating === -1 ? "thumb-down-filled" : "thumb-down"
        ink: actions.rating === -1 ? Theme.bad : Theme.muted
        lit: actions.rating === -1 ? Theme.bad : Theme.ink
        text: actions.rating === -1 ? qsTr("Not her: take it back") : qsTr("Not her")
        onClicked: actions.rated(-1)
    }
    Row {
        visible: actions.variants > 1
        anchors.verticalCenter: parent.verticalCenter

        IconButton {
            symbol: Theme.mirrored ? "chevron-right" : "chevron-left"
            edge: Theme.px(16)
            enabled: actions.variant > 1 && !actions.busy
            text: qsTr("Previous variant")
            onClicked: actions.turned(-1)
        }
        Words {
            anchors.verticalCenter: parent.verticalCenter
            text: qsTr("%1 / %2").arg(actions.variant).arg(actions.variants)
            color: Theme.muted
            font.pixelSize: Theme.textSecond
            Accessible.name: qsTr("Variant %1 of %2").arg(actions.variant).arg(actions.variants)
        }
        IconButton {
            symbol: Theme.mirrored ? "chevron-left" : "chevron-right"
            edge: Theme.px(16)
            enabled: actions.variant < actions.variants && !actions.busy
            text: qsTr("Next variant")
            onClicked: actions.turned(1)
        }
    }
    IconButton {
        visible: actions.open && !actions.mine
        enabled: !actions.busy
        symbol: "regenerate"
        text: qsTr("Say it again, differently")
        keys: qsTr("Ctrl+R")
        onClicked: actions.again()
    }
    IconButton {
        visible: actions.open && actions.mine
        enabled: !actions.busy
        symbol: "edit"
        text: qsTr("Edit and send again")
        onClicked: actions.edited()
    }
    IconButton {
        visible: actions.open
        symbol: "copy"
        text: qsTr("Copy")
        onClicked: actions.copied()
    }
    IconButton {
        visible: actions.open && !actions.mine
        symbol: "more"
        text: qsTr("More")
        onClicked: menu.popup(this, 0, height + 4)

        PopMenu {
            id: menu

            title: qsTr("More")

            PopItem {
                visible: actions.teachable
                text: actions.rating > 0 ? qsTr("Say what was good") : qsTr("She should have said…")
                symbol: "edit"
                keys: qsTr("T")
                onTriggered: actions.taught()
            }
            PopItem {
                visible: actions.teachable
                text: qsTr("Her mood")
                symbol: "heart"
                keys: qsTr("M")
                onTriggered: actions.moodAsked()
            }
            PopItem {
                text: qsTr("Copy as Markdown")
                symbol: "copy"
                onTriggered: actions.copiedMarkdown()
            }
        }
    }
}
