pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import QtQuick.Window
import Tsuki.Bridge
import Tsuki.Chat
import Tsuki.Look

// Just her, the last lines and a field to write in, above all other windows. Esc puts it away.
Window {
    id: mini

    required property App app
    required property Companion companion
    readonly property Chat chat: app.chat
    readonly property bool usable: app.ready && (app.readOnly === "" || chat.isPrivate)
    readonly property bool empty: chat.transcript.count === 0 && chat.state === "idle"

    width: Math.max(340, Theme.px(320))
    height: Math.max(400, Theme.px(380))
    flags: Qt.Window | Qt.FramelessWindowHint | Qt.WindowStaysOnTopHint
    title: qsTr("Tsuki, small")
    color: "transparent"

    LayoutMirroring.enabled: Theme.mirrored
    LayoutMirroring.childrenInherit: true

    onClosing: close => {
        close.accepted = false
        mini.companion.toggleMini()
    }
    onActiveChanged: if (active) composer.focusWords()

    Rectangle {
        anchors.fill: parent
        radius: Theme.radiusCard + 4
        color: Theme.ground
        border.width: 1
        border.color: Theme.line
        Accessible.role: Accessible.Pane
        Accessible.name: mini.title

        Item {
            id: head

            width: parent.width
            height: Math.max(72, Theme.px(64))

            DragHandler {
                target: null
                onActiveChanged: if (active) mini.startSystemMove()
            }
            Face {
                id: face

                anchors.left: parent.left
                anchors.leftMargin: 16
                anchors.verticalCenter: parent.verticalCenter
                edge: Theme.px(48)
                emotion: mini.app.needsModel ? "sleepy" : mini.chat.emotion
                alive: true
            }
            Column {
                anchors.left: face.right
                anchors.leftMargin: 12
                anchors.right: buttons.left
                anchors.rightMargin: 8
                anchors.verticalCenter: parent.verticalCenter

                Words {
                    width: parent.width
                    text: qsTr("Tsuki")
                    font.weight: Font.Bold
                    wrapMode: Text.NoWrap
                }
                Words {
                    width: parent.width
                    text: mini.chat.isPrivate ? qsTr("Private chat") : mini.chat.title
                    visible: text !== ""
                    color: Theme.muted
                    font.pixelSize: Theme.textLeast
                    wrapMode: Text.NoWrap
                    elide: Text.ElideRight
                }
            }
            Row {
                id: buttons

                anchors.right: parent.right
                anchors.rightMargin: 10
                anchors.verticalCenter: parent.verticalCenter

                IconButton {
                    symbol: "chat"
                    text: qsTr("To the large window")
                    keys: qsTr("Ctrl+Shift+M")
                    onClicked: mini.companion.bringBack()
                }
                IconButton {
                    symbol: "close"
                    text: qsTr("Put it away")
                    keys: qsTr("Esc")
                    onClicked: mini.companion.toggleMini()
                }
            }
            Rectangle {
                width: parent.width - 2
                x: 1
                height: 1
                anchors.bottom: parent.bottom
                color: Theme.line
            }
        }
        Words {
            x: 20
            y: head.height
            width: parent.width - 40
            height: composer.y - y
            visible: mini.empty
            horizontalAlignment: Text.AlignHCenter
            text: mini.app.failure || (mini.app.needsModel ? qsTr("Tsuki needs a model to speak") : mini.chat.greeting)
            font.weight: Font.DemiBold
            lineHeight: 1.25
        }
        ListView {
            id: list

            property bool following: true

            objectName: "mini lines"
            x: 1
            y: head.height
            width: parent.width - 2
            height: composer.y - y - 8
            visible: !mini.empty
            model: mini.chat.transcript
            clip: true
            topMargin: 12
            spacing: 10
            footer: Item { height: 10 } // a margin would be left out by positionViewAtEnd
            activeFocusOnTab: true
            boundsBehavior: Flickable.StopAtBounds
            acceptedButtons: Qt.NoButton
            keyNavigationEnabled: false
            Accessible.role: Accessible.List
            Accessible.name: qsTr("Conversation with Tsuki")
            Keys.onUpPressed: flick(0, 600)
            Keys.onDownPressed: flick(0, -600)

            T.ScrollBar.vertical: Bar {}

            function follow(): void {
                if (following)
                    positionViewAtEnd()
            }

            onContentHeightChanged: if (following) Qt.callLater(follow)
            onHeightChanged: if (following) Qt.callLater(follow)
            onMovementEnded: following = contentY + height > originY + contentHeight - 48
            onVisibleChanged: {
                following = true
                Qt.callLater(follow)
            }

            delegate: MiniLine {
                width: ListView.view.width
                // The large window asks before it opens one.
                onLinkAsked: mini.companion.bringBack()
                onCopyAsked: text => mini.app.copy(text)
            }

            Connections {
                target: mini.chat
                function onSaid(): void {
                    list.following = true
                    Qt.callLater(list.follow)
                }
            }
        }
        FocusRing {
            anchors.fill: list
            shown: list.activeFocus
        }
        Composer {
            id: composer

            x: 12
            width: parent.width - 24
            anchors.bottom: parent.bottom
            anchors.bottomMargin: 12
            chat: mini.chat
            usable: mini.usable
            enabled: mini.app.readOnly === "" || mini.chat.isPrivate
            opacity: enabled ? 1 : 0.5
            onWaited: mini.app.tryAgain()
        }
    }
    Shortcut {
        sequence: "Esc"
        onActivated: mini.chat.state === "idle" ? mini.companion.toggleMini() : mini.chat.stop()
    }
    Shortcut {
        sequence: "Ctrl+Shift+M"
        onActivated: mini.companion.bringBack()
    }
    Shortcut {
        sequences: [StandardKey.New]
        onActivated: mini.chat.startNew()
    }
    Shortcut {
        sequence: "Ctrl+Q"
        onActivated: mini.companion.quit()
    }
}
