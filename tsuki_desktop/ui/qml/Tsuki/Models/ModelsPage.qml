pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Dialogs
import QtQuick.Templates as T
import QtQuick.Window
import Tsuki.Bridge
import Tsuki.Look

// Who can speak for Tsuki: what is here, what could be, and what runs her.
FocusScope {
    id: page

    required property App app
    required property bool folded
    signal menuAsked()

    readonly property Models models: app.models
    readonly property real columnWidth: Math.min(width - 2 * Theme.margin, Theme.talkWidth)
    readonly property Item focused: Window.activeFocusItem

    function look(): void {
        if (visible && app.ready)
            models.look()
    }
    // Brings what the keyboard has reached into view.
    function reveal(item: Item): void {
        let above = item
        while (above && above !== column)
            above = above.parent
        if (!above)
            return
        const top = item.mapToItem(column, 0, 0).y + column.y
        if (top < flick.contentY + 16)
            flick.contentY = Math.max(0, top - 16)
        else if (top + item.height > flick.contentY + flick.height - 16)
            flick.contentY = Math.min(flick.contentHeight - flick.height, top + item.height - flick.height + 16)
    }

    onVisibleChanged: look()
    onFocusedChanged: if (focused && visible) reveal(focused)
    Component.onCompleted: look()

    Connections {
        target: page.app
        function onReadyChanged(): void {
            page.look()
        }
    }
    Timer {
        running: page.visible
        interval: 1500
        repeat: true
        onTriggered: page.models.glance()
    }
    Flickable {
        id: flick

        objectName: "models"
        anchors.fill: parent
        clip: true
        contentWidth: width
        contentHeight: column.implicitHeight + column.y + 32
        boundsBehavior: Flickable.StopAtBounds
        acceptedButtons: Qt.NoButton
        T.ScrollBar.vertical: Bar {}

        IconButton {
            id: menu

            visible: page.folded
            anchors.left: parent.left
            anchors.leftMargin: 16
            y: 18
            symbol: "menu"
            edge: Theme.px(20)
            text: qsTr("Conversations")
            keys: qsTr("Ctrl+B")
            onClicked: page.menuAsked()
        }
        Column {
            id: column

            x: Math.round((flick.width - width) / 2)
            y: page.folded ? menu.y + menu.height + 16 : 36
            width: page.columnWidth
            spacing: 16

            Column {
                width: parent.width
                spacing: 4

                Words {
                    width: parent.width
                    text: qsTr("Models")
                    font.pixelSize: Theme.textPage
                    font.weight: Font.Bold
                    Accessible.role: Accessible.Heading
                }
                Words {
                    width: parent.width
                    text: qsTr("The voice behind Tsuki. Change it whenever you like: your chats and ratings stay.")
                    color: Theme.muted
                }
            }
            InUse {
                width: parent.width
                app: page.app
            }
            Item {
                width: parent.width
                implicitHeight: Math.max(here.implicitHeight, tools.implicitHeight) + 8

                Words {
                    id: here

                    anchors.left: parent.left
                    anchors.bottom: parent.bottom
                    anchors.bottomMargin: 6
                    text: qsTr("On this computer")
                    font.pixelSize: Theme.textHeading
                    font.weight: Font.Bold
                    Accessible.role: Accessible.Heading
                }
                Row {
                    id: tools

                    anchors.right: parent.right
                    anchors.bottom: parent.bottom
                    spacing: 8

                    PushButton {
                        text: qsTr("Look again")
                        plain: true
                        enabled: page.app.ready && !page.models.looking
                        onClicked: {
                            page.models.look()
                            page.app.lookForModels()
                        }
                    }
                    PushButton {
                        text: qsTr("Add a file…")
                        symbol: "plus"
                        enabled: page.app.ready
                        Accessible.description: qsTr("A GGUF model or adapter. It can be dropped onto this page too.")
                        onClicked: files.open()
                    }
                }
            }
            Rectangle {
                width: parent.width
                implicitHeight: rows.implicitHeight + 8
                visible: page.models.installed.count > 0
                radius: Theme.radiusCard
                color: Theme.surface
                border.width: Theme.dark ? 0 : 1
                border.color: Theme.line

                Column {
                    id: rows

                    y: 4
                    width: parent.width
                    Accessible.role: Accessible.List
                    Accessible.name: qsTr("Models on this computer")

                    Repeater {
                        model: page.models.installed

                        ModelRow {
                            id: row

                            width: rows.width
                            onChosen: page.models.choose(modelId)
                            onDetailsAsked: details.ask(modelId, name)
                            onDeleteAsked: linked ? page.models.remove(modelId) : sure.ask(row)
                        }
                    }
                }
            }
            Card {
                width: parent.width
                visible: page.models.installed.count === 0

                Words {
                    width: parent ? parent.width : 0
                    text: page.models.known ? qsTr("No model is here yet.") : qsTr("Looking what is here…")
                    font.weight: Font.DemiBold
                }
                Words {
                    width: parent ? parent.width : 0
                    visible: page.models.known
                    text: qsTr("Fetch one from the list below, or add a GGUF file: by the button, or by dropping it here.")
                    color: Theme.muted
                }
            }
            Card {
                width: parent.width
                visible: page.models.away.length + page.models.broken.length > 0
                spacing: 14

                Repeater {
                    model: page.models.away

                    Trouble {
                        required property var modelData

                        width: parent ? parent.width : 0
                        message: modelData.message
                        hint: modelData.hint
                    }
                }
                Repeater {
                    model: page.models.broken

                    Trouble {
                        required property var modelData

                        width: parent ? parent.width : 0
                        symbol: "warning"
                        ink: Theme.bad
                        message: modelData.message
                        hint: modelData.hint
                    }
                }
            }
            Offers {
                width: parent.width
                topPadding: 12
                visible: page.models.known
                fetching: page.models.fetching
            }
            FoldersCard {
                width: parent.width
                visible: page.models.known
                folders: page.models.folders
            }
            Elsewhere {
                width: parent.width
                visible: page.models.known
                making: page.models.making
            }
            PushButton {
                anchors.left: parent.left
                anchors.leftMargin: -leftPadding
                text: qsTr("Open the models folder")
                symbol: "folder"
                plain: true
                onClicked: page.app.openFolder(page.app.modelFolder)
            }
        }
    }
    FileDialog {
        id: files

        title: qsTr("Add a GGUF model or adapter")
        fileMode: FileDialog.OpenFiles
        nameFilters: [qsTr("GGUF files (*.gguf)")]
        onAccepted: page.models.add(selectedFiles.map(String))
    }
    DetailsSheet {
        id: details

        app: page.app
    }
    DeleteSheet {
        id: sure

        app: page.app
    }
}
