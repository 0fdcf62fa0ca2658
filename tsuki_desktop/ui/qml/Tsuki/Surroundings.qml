import QtQuick
import QtQuick.Window
import Tsuki.Bridge

// What stands around the window, each read from its file when it is wanted: her face in the tray, the small window,
// and the questions between closing the window and the end.
Item {
    id: around

    required property App app
    required property Companion companion
    signal chatAsked()

    // Whether the window may close now; what else happens instead is begun.
    function mayClose(): bool {
        const way = companion.wayOut()
        if (way === "hide")
            companion.hide()
        else if (way === "ask")
            question.setSource(Qt.resolvedUrl("Beside/CloseSheet.qml"), { companion: companion })
        else
            companion.quit()
        return companion.leaving
    }

    function closeWindow(): void {
        Window.window.close()
    }

    PrivateSheet {
        id: last

        chat: around.app.privateChat
        onQuitSure: {
            around.companion.leave()
            around.closeWindow()
        }
    }
    Loader {
        id: question
    }
    Loader {
        id: tray
    }
    Loader {
        id: mini

        asynchronous: true
        onLoaded: around.companion.takeMini(item)
    }
    Connections {
        target: question.item
        function onClosed(): void { question.source = "" }
    }
    Connections {
        target: around.companion
        function onQuitAsked(): void { last.ask(true) }
        function onChatAsked(): void { around.chatAsked() }
        function onFaceAsked(shown: bool): void {
            if (shown)
                tray.setSource(Qt.resolvedUrl("Beside/Tray.qml"), { companion: around.companion })
            else
                tray.source = ""
        }
        function onMiniAsked(): void {
            mini.setSource(Qt.resolvedUrl("Beside/MiniWindow.qml"), { app: around.app, companion: around.companion })
        }
    }
}
