pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Tsuki.Bridge
import Tsuki.Look

// Conversations above, pages below.
FocusScope {
    id: bar

    required property App app
    required property list<PageEntry> pages
    required property string page
    signal pageAsked(string name)
    signal conversationOpened()

    readonly property Shelf shelf: app.shelf

    function focusSearch(): void {
        search.forceActiveFocus(Qt.ShortcutFocusReason)
        search.selectAll()
    }
    function stopSearch(): void {
        search.clear()
        conversationOpened()
    }
    function renameOpen(): void {
        const at = shelf.row(app.chat.conversationId)
        if (at < 0)
            return
        list.positionViewAtIndex(at, ListView.Contain)
        const row = list.itemAtIndex(at) as ConversationRow
        if (row)
            row.rename()
    }
    function groupTitle(group: string): string {
        switch (group) {
        case "pinned": return qsTr("Pinned")
        case "today": return qsTr("Today")
        case "yesterday": return qsTr("Yesterday")
        case "week": return qsTr("This week")
        case "month": return qsTr("This month")
        default: return qsTr("Earlier")
        }
    }

    Rectangle {
        anchors.fill: parent
        color: Theme.side

        Rectangle {
            anchors.right: parent.right
            width: 1
            height: parent.height
            color: Theme.line
        }
    }
    Column {
        id: entries

        x: 16
        y: 18
        width: parent.width - 32
        spacing: 10

        Row {
            anchors.left: parent.left
            spacing: 10
            bottomPadding: 10

            Icon {
                anchors.verticalCenter: parent.verticalCenter
                name: "tray"
                ink: Theme.moonGlow
                edge: Theme.px(26)
            }
            Words {
                anchors.verticalCenter: parent.verticalCenter
                text: qsTr("Tsuki")
                font.pixelSize: Theme.px(19)
                font.weight: Font.Bold
            }
        }
        PushButton {
            width: parent.width
            primary: true
            symbol: "plus"
            text: qsTr("New chat")
            enabled: bar.app.ready
            Accessible.description: qsTr("Ctrl+N")
            onClicked: {
                bar.app.chat.startNew()
                bar.conversationOpened()
            }
        }
        PrivateEntry {
            width: parent.width
            enabled: bar.app.ready
            chat: bar.app.privateChat
            onClicked: bar.conversationOpened()
        }
        Field {
            id: search

            width: parent.width
            symbol: "search"
            placeholderText: qsTr("Search everything")
            keys: qsTr("Ctrl K")
            onTextChanged: bar.app.finder.look(text)
            Keys.onEscapePressed: bar.stopSearch()
            Keys.onDownPressed: results.visible ? results.first() : list.forceActiveFocus(Qt.TabFocusReason)
            onAccepted: results.openRow(0)
        }
    }
    SearchResults {
        id: results

        anchors.top: entries.bottom
        anchors.bottom: tabs.top
        anchors.topMargin: 12
        anchors.bottomMargin: 8
        width: parent.width
        visible: bar.app.finder.active
        app: bar.app
        onOpened: bar.conversationOpened()
        onDropped: bar.stopSearch()
        onUpped: search.forceActiveFocus(Qt.BacktabFocusReason)
    }
    ListView {
        id: list

        objectName: "conversations"
        visible: !results.visible
        anchors.top: entries.bottom
        anchors.bottom: archive.visible ? archive.top : tabs.top
        anchors.topMargin: 8
        anchors.bottomMargin: 8
        x: 12
        width: parent.width - 24
        clip: true
        model: bar.shelf.conversations
        boundsBehavior: Flickable.StopAtBounds
        acceptedButtons: Qt.NoButton
        spacing: 2
        topMargin: 4
        keyNavigationEnabled: true
        currentIndex: -1
        Accessible.role: Accessible.List
        Accessible.name: qsTr("Conversations")

        T.ScrollBar.vertical: Bar {}

        section.property: "group"
        section.delegate: Words {
            required property string section

            width: list.width
            leftPadding: 8
            rightPadding: 8
            height: implicitHeight
            topPadding: 14
            bottomPadding: 6
            text: bar.groupTitle(section)
            color: Theme.muted
            font.pixelSize: Theme.textLeast
            font.weight: Font.DemiBold
        }
        delegate: ConversationRow {
            width: ListView.view.width
            shelf: bar.shelf
            chosen: conversationId === bar.app.chat.conversationId
            archived: bar.shelf.inArchive
            onSaveAsked: json => {
                saver.active = true
                const dialog = saver.item as SaveChat
                dialog.ask(conversationId, title, json)
            }
            onFarewellAsked: bar.app.farewell.ask(conversationId)
            onOpened: {
                bar.app.chat.open(conversationId)
                bar.conversationOpened()
            }
        }
        Words {
            anchors.centerIn: parent
            width: parent.width - 32
            visible: list.count === 0 && bar.shelf.loaded
            horizontalAlignment: Text.AlignHCenter
            text: qsTr("Your chats will be here.")
            color: Theme.muted
            font.pixelSize: Theme.textSecond
        }
    }
    PushButton {
        id: archive

        anchors.bottom: tabs.top
        anchors.bottomMargin: 6
        anchors.left: parent.left
        anchors.leftMargin: 12
        visible: bar.shelf.archived > 0 && !results.visible
        plain: true
        symbol: !bar.shelf.inArchive ? "archive" : Theme.mirrored ? "chevron-right" : "chevron-left"
        text: bar.shelf.inArchive ? qsTr("Back to the chats") : qsTr("Archived (%1)").arg(bar.shelf.archived)
        onClicked: bar.shelf.showArchive(!bar.shelf.inArchive)
    }
    Loader {
        id: saver

        // The system's dialog is loaded when somebody saves for the first time.
        active: false
        sourceComponent: SaveChat { shelf: bar.shelf }
    }
    FarewellSheet {
        app: bar.app
    }
    Rectangle {
        anchors.bottom: tabs.top
        width: parent.width - 1
        height: 1
        color: Theme.line
    }
    Row {
        id: tabs

        x: 4
        anchors.bottom: parent.bottom
        width: parent.width - 8
        topPadding: 8
        bottomPadding: 8

        Repeater {
            model: bar.pages

            T.AbstractButton {
                id: tab

                required property PageEntry modelData
                readonly property bool chosen: modelData.name === bar.page
                // Large letters leave no room for words: the pictures stay, and the words come when asked for.
                readonly property bool worded: width > Theme.px(48)

                width: tabs.width / bar.pages.length
                height: Math.max(52, Theme.px(50))
                focusPolicy: Qt.StrongFocus
                text: modelData.title
                Accessible.role: Accessible.PageTab
                Accessible.name: text
                Accessible.selected: chosen
                onClicked: bar.pageAsked(modelData.name)

                background: Rectangle {
                    anchors.fill: parent
                    anchors.margins: 2
                    radius: Theme.radiusButton
                    color: tab.chosen ? Theme.raised : tab.hovered ? Theme.clear(Theme.raised, 0.6)
                        : Theme.clear(Theme.raised, 0)

                    FocusRing { shown: tab.visualFocus }
                }
                contentItem: Item {
                    Column {
                        anchors.centerIn: parent
                        spacing: 3

                        Icon {
                            anchors.horizontalCenter: parent.horizontalCenter
                            name: tab.modelData.symbol
                            ink: tab.chosen ? Theme.accent : Theme.muted
                            edge: Theme.px(20)
                        }
                        Words {
                            anchors.horizontalCenter: parent.horizontalCenter
                            visible: tab.worded
                            text: tab.text
                            color: tab.chosen ? Theme.ink : Theme.muted
                            font.pixelSize: Theme.textLeast
                            font.weight: Font.DemiBold
                            wrapMode: Text.NoWrap
                            Accessible.ignored: true
                        }
                    }
                }
                HoverHandler { cursorShape: Qt.PointingHandCursor }
                Tip {
                    text: tab.text
                    visible: !tab.worded && (tab.hovered || tab.visualFocus)
                }
            }
        }
    }
}
