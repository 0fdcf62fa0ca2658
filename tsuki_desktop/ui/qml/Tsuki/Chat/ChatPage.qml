pragma ComponentBehavior: Bound

import QtQuick
import Tsuki.Bridge
import Tsuki.Look

// Talking with Tsuki.
FocusScope {
    id: page

    required property App app
    required property bool folded
    property real lift: 0
    signal menuAsked()
    signal modelsAsked()

    readonly property Chat chat: app.chat
    readonly property real footRoom: foot.height
    readonly property bool empty: chat.transcript.count === 0 && chat.state === "idle"

    function focusWords(): void {
        composer.focusWords()
    }

    Item {
        id: head

        width: parent.width
        height: Math.max(68, Theme.px(60))

        IconButton {
            id: menu

            visible: page.folded
            anchors.left: parent.left
            anchors.leftMargin: 16
            anchors.verticalCenter: parent.verticalCenter
            symbol: "menu"
            edge: Theme.px(20)
            text: qsTr("Conversations")
            keys: qsTr("Ctrl+B")
            onClicked: page.menuAsked()
        }
        Face {
            id: face

            anchors.left: parent.left
            anchors.leftMargin: page.folded ? menu.width + 28 : Theme.margin
            anchors.verticalCenter: parent.verticalCenter
            edge: Theme.px(44)
            emotion: page.app.needsModel ? "sleepy" : page.chat.emotion
            alive: true
        }
        Column {
            anchors.left: face.right
            anchors.leftMargin: 12
            anchors.right: chip.left
            anchors.rightMargin: 12
            anchors.verticalCenter: parent.verticalCenter

            Words {
                width: parent.width
                text: qsTr("Tsuki")
                font.pixelSize: Theme.textHeading
                font.weight: Font.Bold
                wrapMode: Text.NoWrap
                elide: Text.ElideRight
                Accessible.role: Accessible.Heading
            }
            Words {
                width: parent.width
                text: page.app.needsModel ? qsTr("asleep") : Moods.word(page.chat.emotion)
                color: Theme.muted
                font.pixelSize: Theme.textLeast
                wrapMode: Text.NoWrap
                elide: Text.ElideRight
            }
        }
        StateChip {
            id: chip

            anchors.right: parent.right
            anchors.rightMargin: Theme.margin
            anchors.verticalCenter: parent.verticalCenter
            app: page.app
            chat: page.chat
            narrow: page.width < Theme.px(620)
        }
        Rectangle {
            width: parent.width
            height: 1
            anchors.bottom: parent.bottom
            color: Theme.line
        }
    }
    PrivateBand {
        id: band

        anchors.top: head.bottom
        width: parent.width
        visible: page.chat.isPrivate
        chat: page.app.privateChat
    }
    TranscriptView {
        id: transcriptView

        anchors.top: band.bottom
        anchors.bottom: foot.top
        anchors.bottomMargin: page.lift
        width: parent.width
        visible: !page.empty
        app: page.app
        chat: page.chat
        onLinkAsked: link => linkSheet.ask(link)
    }
    Welcome {
        anchors.top: band.bottom
        anchors.bottom: foot.top
        width: parent.width
        visible: page.empty && (page.app.ready || page.app.failure !== "")
        app: page.app
        chat: page.chat
        onBegun: words => composer.write(words)
        onModelsAsked: page.modelsAsked()
    }
    Column {
        id: foot

        anchors.bottom: parent.bottom
        anchors.horizontalCenter: parent.horizontalCenter
        width: Math.min(parent.width - 2 * Theme.margin, Theme.talkWidth)
        bottomPadding: 12
        spacing: 8
        topPadding: 8

        ReadOnlyBanner {
            width: parent.width
            visible: page.app.readOnly !== "" && !page.chat.isPrivate
            app: page.app
        }
        Composer {
            id: composer

            width: parent.width
            focus: true
            chat: page.chat
            onWaited: page.app.tryAgain()
            usable: page.app.ready && (page.app.readOnly === "" || page.chat.isPrivate)
            enabled: page.app.readOnly === "" || page.chat.isPrivate
            opacity: enabled ? 1 : 0.5
        }
        Words {
            width: parent.width
            horizontalAlignment: Text.AlignHCenter
            text: width < Theme.px(470) ? qsTr("Everything stays here. Tsuki is not always right.")
                : qsTr("Everything stays on this computer. Tsuki sounds right more often than she is right.")
            color: Theme.muted
            font.pixelSize: Theme.textLeast
        }
    }
    LinkSheet {
        id: linkSheet

        app: page.app
    }
}
