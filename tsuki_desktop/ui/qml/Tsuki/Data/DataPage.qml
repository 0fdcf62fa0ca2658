pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Dialogs
import QtQuick.Templates as T
import QtQuick.Window
import Tsuki.Bridge
import Tsuki.Look

// Chats that were brought along: what is here, what it is worth, and what she learns from.
FocusScope {
    id: page

    required property App app
    required property bool folded
    property real lift: 0
    signal menuAsked()

    readonly property DataDesk desk: app.data
    readonly property bool one: desk.open.uid !== undefined
    readonly property real columnWidth: Math.min(width - 2 * Theme.margin, Math.max(960, Theme.px(880)))

    onVisibleChanged: if (visible && app.ready) desk.look()
    Component.onCompleted: if (app.ready) desk.look()

    Connections {
        target: page.app
        function onReadyChanged(): void {
            if (page.app.ready)
                page.desk.look()
        }
    }
    IconButton {
        id: menu

        visible: page.folded
        anchors.left: parent.left
        anchors.leftMargin: 16
        y: 18
        z: 1
        symbol: "menu"
        edge: Theme.px(20)
        text: qsTr("Conversations")
        keys: qsTr("Ctrl+B")
        onClicked: page.menuAsked()
    }
    Flickable {
        id: flick

        objectName: "data"
        anchors.fill: parent
        anchors.topMargin: page.folded ? menu.y + menu.height : 0
        anchors.bottomMargin: page.lift
        visible: !page.one
        clip: true
        contentWidth: width
        contentHeight: column.implicitHeight
        boundsBehavior: Flickable.StopAtBounds
        acceptedButtons: Qt.NoButton

        T.ScrollBar.vertical: Bar {}

        Column {
            id: column

            x: Math.round((flick.width - page.columnWidth) / 2)
            width: page.columnWidth
            topPadding: 26
            bottomPadding: 32
            spacing: 16

            Item {
                width: parent.width
                implicitHeight: head.implicitHeight + (stacked ? adder.height + 12 : 0)
                readonly property bool stacked: width < Theme.px(600)

                Column {
                    id: head

                    anchors.left: parent.left
                    width: parent.width - (parent.stacked ? 0 : adder.width + 16)
                    spacing: 2

                    Words {
                        width: parent.width
                        text: qsTr("Your own data")
                        font.pixelSize: Theme.textPage
                        font.weight: Font.Bold
                        Accessible.role: Accessible.Heading
                    }
                    Words {
                        width: parent.width
                        text: qsTr("Real talk makes her sound real. It stays on this computer, apart from your chats with her.")
                        color: Theme.muted
                    }
                }
                PushButton {
                    id: adder

                    x: parent.stacked !== Theme.mirrored ? 0 : parent.width - width
                    y: parent.stacked ? head.height + 12 : 4
                    primary: true
                    symbol: "plus"
                    text: qsTr("Add a file…")
                    enabled: page.app.ready
                    Accessible.description: qsTr("A file can be dropped anywhere onto the window, too.")
                    onClicked: {
                        files.active = true
                        const dialog = files.item as FileDialog
                        dialog.open()
                    }
                }
            }
            Panel {
                width: parent.width
                visible: page.app.casting.fromCard

                Item {
                    width: parent ? parent.width : 0
                    implicitHeight: Math.max(who.implicitHeight, home.height)

                    Words {
                        id: who

                        anchors.verticalCenter: parent.verticalCenter
                        width: parent.width - home.width - 16
                        text: qsTr("%1 speaks now; she came from a character card.").arg(page.app.casting.name)
                    }
                    PushButton {
                        id: home

                        anchors.right: parent.right
                        anchors.verticalCenter: parent.verticalCenter
                        text: qsTr("Bring Tsuki back")
                        symbol: "undo"
                        onClicked: page.app.casting.back()
                    }
                }
            }
            Rectangle {
                width: parent.width
                implicitHeight: rows.implicitHeight + 8
                visible: page.desk.sets.length > 0
                radius: Theme.radiusCard
                color: Theme.surface
                border.width: 1
                border.color: Theme.line

                Column {
                    id: rows

                    y: 4
                    width: parent.width
                    Accessible.role: Accessible.List
                    Accessible.name: qsTr("Data sets")

                    Repeater {
                        model: page.desk.sets

                        SetRow {
                            width: rows.width
                            canUse: page.desk.canUse
                            onOpened: page.desk.show(modelData.uid)
                            onUsed: yes => page.desk.use(modelData.uid, yes)
                            onRemoved: page.desk.remove(modelData.uid)
                        }
                    }
                }
            }
            Panel {
                width: parent.width
                visible: page.desk.known && page.desk.sets.length === 0
                title: qsTr("Nothing here yet")
                note: qsTr("Drop a file onto the window, or add one. What it is, Tsuki sees by herself:")

                Column {
                    width: parent ? parent.width : 0
                    spacing: 6

                    Repeater {
                        model: [
                            { symbol: "chat", text: qsTr("Your chats from Discord, Slack, Telegram, WhatsApp, Reddit or X") },
                            { symbol: "sparkle", text: qsTr("What you said to ChatGPT, Claude or in SillyTavern") },
                            { symbol: "folder", text: qsTr("Training data as JSON, a table as CSV, or lines of “Name: text”") },
                            { symbol: "heart", text: qsTr("A character card, to talk to somebody else") }
                        ]

                        Row {
                            id: kind

                            required property var modelData

                            width: parent ? parent.width : 0
                            spacing: 12

                            Icon {
                                anchors.verticalCenter: parent.verticalCenter
                                name: kind.modelData.symbol
                                ink: Theme.accent
                            }
                            Words {
                                width: kind.width - Theme.px(18) - 12
                                text: kind.modelData.text
                            }
                        }
                    }
                }
            }
            Words {
                width: parent.width
                horizontalAlignment: Text.AlignHCenter
                text: qsTr("Encyclopedias, code and formal papers make her stiff. Each data set says what it would do to her.")
                color: Theme.muted
                font.pixelSize: Theme.textLeast
            }
        }
    }
    Loader {
        anchors.fill: parent
        anchors.topMargin: flick.anchors.topMargin
        anchors.bottomMargin: page.lift
        active: page.one
        focus: active
        sourceComponent: SetView {
            app: page.app
            columnWidth: page.columnWidth
            focus: true
        }
    }
    Loader {
        id: files

        // The system's dialog is loaded when somebody asks for it for the first time.
        active: false
        sourceComponent: FileDialog {
            title: qsTr("Add chats, a data set or a character card")
            fileMode: FileDialog.OpenFiles
            onAccepted: page.app.importing.take(selectedFiles.map(String))
        }
    }
}
