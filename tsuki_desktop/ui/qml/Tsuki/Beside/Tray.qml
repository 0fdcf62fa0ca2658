import QtQml
import Qt.labs.platform as Platform
import Tsuki.Bridge

// Her face in the tray. A click shows or hides the window; the menu does the rest.
Platform.SystemTrayIcon {
    id: tray

    required property Companion companion

    readonly property Connections words: Connections {
        target: tray.companion
        function onTold(title: string, body: string): void {
            tray.showMessage(title, body, Platform.SystemTrayIcon.NoIcon, 8000)
        }
    }

    objectName: "tray"
    visible: true
    icon.source: companion.trayIcon
    tooltip: qsTr("Tsuki")
    onActivated: reason => {
        // On macOS a click opens the menu and is told all the same.
        if (reason === Platform.SystemTrayIcon.Trigger && Qt.platform.os !== "osx")
            tray.companion.toggle()
        else if (reason === Platform.SystemTrayIcon.MiddleClick)
            tray.companion.toggleMini()
    }
    onMessageClicked: tray.companion.show()

    menu: Platform.Menu {
        Platform.MenuItem {
            text: tray.companion.shown ? qsTr("Hide Tsuki") : qsTr("Show Tsuki")
            onTriggered: tray.companion.shown ? tray.companion.hide() : tray.companion.show()
        }
        Platform.MenuItem {
            text: qsTr("New chat")
            onTriggered: tray.companion.beginChat()
        }
        Platform.MenuItem {
            text: tray.companion.miniShown ? qsTr("Close the mini window") : qsTr("Mini window")
            onTriggered: tray.companion.toggleMini()
        }
        Platform.MenuSeparator {}
        Platform.MenuItem {
            text: qsTr("Quit")
            onTriggered: tray.companion.quit()
        }
    }
}
