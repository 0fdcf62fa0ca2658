pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Tsuki.Bridge
import Tsuki.Look

// What was taught, what it suffices for, and what can be done with it.
FocusScope {
    id: page

    required property App app
    required property bool folded
    property real lift: 0
    signal menuAsked()
    signal chatAsked()

    readonly property Teach teach: app.teach
    readonly property real columnWidth: Math.min(width - 2 * Theme.margin, Math.max(960, Theme.px(880)))

    function look(): void {
        teach.refresh()
        app.retrain.look()
    }

    onVisibleChanged: visible ? look() : teach.leave()
    Component.onCompleted: look()

    Flickable {
        id: flick

        objectName: "teach"
        anchors.fill: parent
        anchors.bottomMargin: page.lift
        clip: true
        contentWidth: width
        contentHeight: column.implicitHeight
        boundsBehavior: Flickable.StopAtBounds
        acceptedButtons: Qt.NoButton

        T.ScrollBar.vertical: Bar {}

        function reveal(item: Item): void {
            if (!item)
                return
            const top = item.mapToItem(column, 0, 0).y
            if (top < contentY)
                contentY = Math.max(0, top - 40)
            else if (top + item.height > contentY + height)
                contentY = Math.min(Math.max(0, contentHeight - height), top + item.height - height + 40)
        }

        Column {
            id: column

            x: Math.round((flick.width - page.columnWidth) / 2)
            width: page.columnWidth
            topPadding: 26
            bottomPadding: 32
            spacing: 16

            Item {
                width: parent.width
                implicitHeight: Math.max(heading.implicitHeight, menu.visible ? menu.height : 0)

                IconButton {
                    id: menu

                    visible: page.folded
                    anchors.left: parent.left
                    anchors.leftMargin: -8
                    symbol: "menu"
                    edge: Theme.px(20)
                    text: qsTr("Conversations")
                    keys: qsTr("Ctrl+B")
                    onClicked: page.menuAsked()
                }
                Column {
                    id: heading

                    anchors.left: parent.left
                    anchors.leftMargin: page.folded ? menu.width + 4 : 0
                    anchors.right: parent.right
                    spacing: 2

                    Words {
                        width: parent.width
                        text: qsTr("Teach Tsuki")
                        font.pixelSize: Theme.textPage
                        font.weight: Font.Bold
                        Accessible.role: Accessible.Heading
                    }
                    Words {
                        width: parent.width
                        text: qsTr("Every thumb counts; enough of them make a new Tsuki.")
                        color: Theme.muted
                    }
                }
            }
            FirstLesson {
                width: parent.width
                visible: page.teach.empty
                onChatAsked: page.chatAsked()
            }
            Figures {
                width: parent.width
                visible: page.teach.loaded && !page.teach.empty
                teach: page.teach
            }
            ExportCard {
                width: parent.width
                visible: page.teach.loaded && !page.teach.empty
                desk: page.app.exports
                usable: page.teach.usable > 0
                onOptionsAsked: sheet.show(false)
            }
            RetrainSection {
                width: parent.width
                app: page.app
            }
            ExamplesCard {
                width: parent.width
                visible: page.teach.loaded && !page.teach.empty
                teach: page.teach
            }
            RetrainSpace {
                width: parent.width
                visible: page.app.retrain.made.known
                made: page.app.retrain.made
            }
            Words {
                width: parent.width
                horizontalAlignment: Text.AlignHCenter
                text: qsTr("Training on chats makes her sound right. It does not make her be right.")
                color: Theme.muted
                font.pixelSize: Theme.textLeast
            }
        }
    }
    Connections {
        target: page.Window.window
        function onActiveFocusItemChanged(): void {
            const item = page.Window.activeFocusItem
            for (let one = item; one; one = one.parent)
                if (one === column)
                    flick.reveal(item)
        }
    }
    ExportSheet {
        id: sheet

        desk: page.app.exports
    }
    Connections {
        target: page.app.exports
        function onFindingsMet(): void {
            if (page.visible)
                sheet.show(true)
        }
        function onNothingMet(): void {
            if (page.visible)
                sheet.show(false)
        }
    }
}
