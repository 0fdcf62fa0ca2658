pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Window
import Tsuki.Bridge
import Tsuki.Chat
import Tsuki.Data
import Tsuki.Look
import Tsuki.Models
import Tsuki.Settings
import Tsuki.Teach

// The window: side bar, pages, what the program has to tell, and the shortcuts.
Window {
    id: window

    required property App app
    required property Companion companion

    // To add a page, add an entry: the tab, its shortcut (Ctrl+number) and its loading follow from it.
    readonly property list<PageEntry> pages: [
        PageEntry {
            name: "chat"
            title: qsTr("Chat")
            symbol: "chat"
            content: Component {
                ChatPage {
                    app: window.app
                    folded: !window.sideShown
                    lift: toast.visible ? toast.height + 12 : 0
                    onFootRoomChanged: window.footRoom = footRoom
                    onMenuAsked: window.openSide()
                    onModelsAsked: window.go("models")
                }
            }
        },
        PageEntry {
            name: "teach"
            title: qsTr("Teach")
            symbol: "teach"
            content: Component {
                TeachPage {
                    app: window.app
                    lift: toast.visible ? toast.height + 32 : 0
                    folded: !window.sideShown
                    onMenuAsked: window.openSide()
                    onChatAsked: window.go("chat")
                }
            }
        },
        PageEntry {
            name: "models"
            title: qsTr("Models")
            symbol: "models"
            content: Component {
                ModelsPage {
                    app: window.app
                    folded: !window.sideShown
                    onMenuAsked: window.openSide()
                }
            }
        },
        PageEntry {
            name: "data"
            title: qsTr("Data")
            symbol: "folder"
            content: Component {
                DataPage {
                    app: window.app
                    lift: toast.visible ? toast.height + 32 : 0
                    folded: !window.sideShown
                    onMenuAsked: window.openSide()
                }
            }
        },
        PageEntry {
            name: "settings"
            title: qsTr("Settings")
            symbol: "settings"
            content: Component {
                SettingsPage {
                    app: window.app
                    folded: !window.sideShown
                    onMenuAsked: window.openSide()
                    onHelpAsked: help.open()
                }
            }
        }
    ]
    property string page: "chat"
    readonly property bool narrow: width < Theme.sideWidth + Theme.px(520)
    readonly property bool sideShown: !narrow && app.preferences.sideBar
    property bool sideOver: false
    property real footRoom: 100

    width: 1180
    height: 760
    minimumWidth: 480
    minimumHeight: 420
    title: app.chat.isPrivate ? qsTr("Private chat – Tsuki") : app.chat.title ? qsTr("%1 – Tsuki").arg(app.chat.title) : qsTr("Tsuki")
    color: Theme.ground

    LayoutMirroring.enabled: Theme.mirrored
    LayoutMirroring.childrenInherit: true

    function openSide(): void {
        if (narrow)
            sideOver = !sideOver
        else
            app.preferences.setSwitch("side_bar", !app.preferences.sideBar)
    }
    function go(name: string): void {
        page = name
        sideOver = false
        if (name === "chat")
            focusWords()
    }
    function focusWords(): void {
        const loader = stack.itemAt(0) as PageLoader
        const chat = loader ? loader.item as ChatPage : null
        if (chat)
            chat.focusWords()
    }
    function findChat(): void {
        if (!sideShown)
            narrow ? sideOver = true : app.preferences.setSwitch("side_bar", true)
        side.focusSearch()
    }

    onNarrowChanged: sideOver = false
    onClosing: close => close.accepted = around.mayClose()
    Component.onCompleted: focusWords()

    Binding {
        target: Theme
        property: "dark"
        value: window.app.preferences.dark
    }
    Binding {
        target: Theme
        property: "textScale"
        value: window.app.preferences.textScale
    }
    Binding {
        target: Theme
        property: "motion"
        value: window.app.preferences.motion
    }

    component PageLoader: Loader {
        required property PageEntry modelData
        readonly property bool chosen: modelData.name === window.page

        anchors.fill: parent
        active: false
        visible: chosen
        focus: chosen
        sourceComponent: modelData.content
        onChosenChanged: if (chosen) active = true
        Component.onCompleted: active = chosen
    }

    DropArea {
        id: drop

        anchors.fill: parent
        enabled: window.app.ready
        keys: ["text/uri-list"]
        onDropped: event => {
            event.accept(Qt.CopyAction)
            window.app.dropping.take(event.urls.map(String))
        }
    }
    Connections {
        target: window.app.retrain.kit
        function onCame(): void {
            window.go("teach")
        }
    }
    FocusScope {
        id: content

        anchors.fill: parent
        anchors.leftMargin: window.sideShown ? side.width : 0
        focus: true

        Repeater {
            id: stack

            model: window.pages

            PageLoader {}
        }
    }
    Rectangle {
        anchors.fill: parent
        visible: opacity > 0
        opacity: window.sideOver ? 1 : 0
        color: Theme.veil

        Behavior on opacity {
            NumberAnimation { duration: Theme.calm }
        }
        TapHandler { onTapped: window.sideOver = false }
        HoverHandler {}
    }
    SideBar {
        id: side

        width: Theme.sideWidth
        height: parent.height
        anchors.left: parent.left
        anchors.leftMargin: window.sideShown || window.sideOver ? 0 : -width
        visible: anchors.leftMargin > -width
        app: window.app
        pages: window.pages
        page: window.page
        onPageAsked: name => window.go(name)
        onConversationOpened: window.go("chat")

        Behavior on anchors.leftMargin {
            enabled: window.narrow
            NumberAnimation { duration: Theme.calm; easing.type: Easing.OutCubic }
        }
    }
    Loader {
        anchors.fill: parent
        active: window.app.recovery.state !== ""
        focus: active
        sourceComponent: RecoveryPage {
            app: window.app
            focus: true
        }
    }
    Loader {
        id: introduction

        // Read from its file only now, when the window can be used.
        function show(): void {
            if (window.app.firstRun.shown && status === Loader.Null)
                setSource(Qt.resolvedUrl("FirstRun/FirstSteps.qml"), { app: window.app })
        }

        asynchronous: true
        Component.onCompleted: show()

        Connections {
            target: window.app.firstRun
            function onChanged(): void {
                introduction.show()
            }
            function onEnded(talk: bool): void {
                if (talk)
                    window.go("chat")
            }
        }
        Connections {
            target: introduction.item
            function onOver(): void {
                introduction.source = ""
                introduction.show()
            }
        }
    }
    DropVeil {
        anchors.fill: parent
        visible: drop.containsDrag
        z: 90
    }
    ImportSheet {
        app: window.app
        onShown: uid => {
            window.go("data")
            window.app.data.show(uid)
        }
    }
    Toast {
        id: toast

        notices: window.app.notices
        room: content.width
        x: content.x + Math.round((content.width - width) / 2)
        y: parent.height - height - (window.page === "chat" ? window.footRoom + 4 : 24)
        z: 100
    }
    HelpSheet {
        id: help
    }
    Surroundings {
        id: around

        app: window.app
        companion: window.companion
        onChatAsked: window.go("chat")
    }

    Shortcut {
        sequences: [StandardKey.New]
        onActivated: {
            window.app.chat.startNew()
            window.go("chat")
        }
    }
    Shortcut {
        sequence: "Ctrl+Shift+N"
        onActivated: {
            window.app.privateChat.begin()
            window.go("chat")
        }
    }
    Shortcut {
        sequence: "Ctrl+K"
        onActivated: window.findChat()
    }
    Shortcut {
        sequence: "Ctrl+,"
        onActivated: window.go("settings")
    }
    Shortcut {
        sequence: "Ctrl+B"
        onActivated: window.openSide()
    }
    Shortcut {
        sequence: "Ctrl+R"
        onActivated: window.app.chat.regenerateLast()
    }
    Shortcut {
        sequence: "Alt+Up"
        onActivated: window.app.shelf.step(-1)
    }
    Shortcut {
        sequence: "Alt+Down"
        onActivated: window.app.shelf.step(1)
    }
    Shortcut {
        sequence: "F2"
        enabled: window.app.chat.conversationId > 0 && side.visible
        onActivated: side.renameOpen()
    }
    Shortcut {
        sequences: [StandardKey.HelpContents]
        onActivated: help.open()
    }
    Shortcut {
        // StandardKey.Quit beside it would be the same keys twice, which Qt calls ambiguous and obeys neither.
        sequence: "Ctrl+Q"
        onActivated: window.companion.quit()
    }
    Shortcut {
        sequence: "Ctrl+Shift+M"
        onActivated: window.companion.toggleMini()
    }
    Shortcut {
        sequence: "Esc"
        enabled: window.sideOver || window.app.chat.state !== "idle" || window.app.notices.visible
        onActivated: {
            if (window.sideOver)
                window.sideOver = false
            else if (window.app.chat.state !== "idle")
                window.app.chat.stop()
            else
                window.app.notices.dismiss()
        }
    }
    Instantiator {
        model: window.pages.length

        Shortcut {
            required property int index

            sequence: "Ctrl+" + (index + 1)
            onActivated: window.go(window.pages[index].name)
        }
    }
}
