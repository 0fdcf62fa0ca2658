pragma ComponentBehavior: Bound

import QtQuick
import Tsuki.Look

// Every shortcut of the window.
Sheet {
    id: sheet

    readonly property var groups: [
        { title: qsTr("Anywhere"), rows: [
            [qsTr("Ctrl+N"), qsTr("New chat")],
            [qsTr("Ctrl+Shift+N"), qsTr("Private chat: not written down")], [qsTr("Ctrl+K"), qsTr("Search everything")],
            [qsTr("Alt+Up, Alt+Down"), qsTr("Chat above, chat below")], [qsTr("F2"), qsTr("Rename the chat")],
            [qsTr("Ctrl+1 … Ctrl+9"), qsTr("Go to a page")], [qsTr("Ctrl+,"), qsTr("Settings")],
            [qsTr("Ctrl+B"), qsTr("Side bar")], [qsTr("Ctrl+Shift+M"), qsTr("Mini window, and back")],
            [qsTr("F1"), qsTr("This list")], [qsTr("Ctrl+Q"), qsTr("Quit")]] },
        { title: qsTr("While you write"), rows: [
            [qsTr("Enter"), qsTr("Send")], [qsTr("Shift+Enter"), qsTr("New line")],
            [qsTr("Esc"), qsTr("Stop Tsuki")], [qsTr("Ctrl+R"), qsTr("Say the last one again")]] },
        { title: qsTr("In the conversation (Tab gets there)"), rows: [
            [qsTr("Up, Down, Home, End"), qsTr("Move between messages")],
            [qsTr("Left, Right"), qsTr("Other variants")], [qsTr("+ or −"), qsTr("Like, or not her")],
            [qsTr("T"), qsTr("Say more about it")],
            [qsTr("M"), qsTr("Her mood")], [qsTr("C"), qsTr("Copy")],
            [qsTr("L"), qsTr("Open her link, then the next")], [qsTr("E"), qsTr("Edit your message")]] },
        { title: qsTr("In the list of chats"), rows: [
            [qsTr("Enter"), qsTr("Open")], [qsTr("F2"), qsTr("Rename")], [qsTr("Delete"), qsTr("Delete, with undo")]] }
    ]

    title: qsTr("Keyboard")
    most: Theme.px(840)

    // Has the focus at first, so that the list begins at its beginning and the arrows scroll it.
    Item {
        focus: true
        Keys.onPressed: event => {
            const view = sheet.contentItem as Flickable
            const most = Math.max(0, view.contentHeight - view.height)
            const steps = { [Qt.Key_Up]: -60, [Qt.Key_Down]: 60, [Qt.Key_PageUp]: -view.height, [Qt.Key_PageDown]: view.height }
            event.accepted = event.key in steps
            if (event.accepted)
                view.contentY = Math.max(0, Math.min(most, view.contentY + steps[event.key]))
        }
    }
    Flow {
        id: flow

        width: parent ? parent.width : 0
        spacing: 32

        Repeater {
            model: sheet.groups

            Column {
                id: group

                required property var modelData

                width: flow.width > Theme.px(560) ? (flow.width - 32) / 2 : flow.width
                spacing: 4

                Words {
                    width: parent.width
                    topPadding: 8
                    text: group.modelData.title
                    color: Theme.muted
                    font.pixelSize: Theme.textSecond
                    font.weight: Font.DemiBold
                }
                Repeater {
                    model: group.modelData.rows

                    Item {
                        id: line

                        required property var modelData

                        width: group.width
                        implicitHeight: Math.max(key.implicitHeight + 4, what.implicitHeight)

                        Words {
                            id: what

                            anchors.left: parent.left
                            width: parent.width - key.width - 16
                            anchors.verticalCenter: parent.verticalCenter
                            text: line.modelData[1]
                        }
                        Rectangle {
                            id: key

                            anchors.right: parent.right
                            anchors.verticalCenter: parent.verticalCenter
                            implicitWidth: word.implicitWidth + 16
                            implicitHeight: word.implicitHeight + 6
                            radius: Theme.radiusChip
                            color: Theme.raised

                            Words {
                                id: word

                                anchors.centerIn: parent
                                text: line.modelData[0]
                                color: Theme.muted
                                font.pixelSize: Theme.textLeast
                                font.weight: Font.DemiBold
                                wrapMode: Text.NoWrap
                            }
                        }
                    }
                }
            }
        }
    }
    PushButton {
        anchors.right: parent ? parent.right : undefined
        text: qsTr("Close")
        onClicked: sheet.close()
    }
}
