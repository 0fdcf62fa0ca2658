pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Tsuki.Bridge
import Tsuki.Look

// Every setting with a sentence on what it does, made from the settings' own table.
FocusScope {
    id: page

    required property App app
    required property bool folded
    signal menuAsked()
    signal helpAsked()

    readonly property real columnWidth: Math.min(width - 2 * Theme.margin, Theme.talkWidth)
    readonly property Item focused: Window.activeFocusItem

    // Brings what the keyboard has reached into view.
    function reveal(item: Item): void {
        let above = item
        while (above && above !== list.contentItem)
            above = above.parent
        if (!above)
            return
        const top = item.mapToItem(list.contentItem, 0, 0).y - 48
        const end = top + item.height + 96
        if (top < list.contentY)
            list.contentY = Math.max(list.originY, top)
        else if (end > list.contentY + list.height)
            list.contentY = Math.min(list.originY + list.contentHeight, end) - list.height
    }

    onFocusedChanged: if (focused && visible) reveal(focused)

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
    ListView {
        id: list

        objectName: "settings"
        anchors.fill: parent
        clip: true
        model: page.app.preferences.fields
        boundsBehavior: Flickable.StopAtBounds
        acceptedButtons: Qt.NoButton
        cacheBuffer: 4000
        Accessible.role: Accessible.List
        Accessible.name: qsTr("Settings")

        T.ScrollBar.vertical: Bar {}

        header: Item {
            width: list.width
            implicitHeight: title.implicitHeight + (page.folded ? 72 : 36)

            Words {
                id: title

                x: (parent.width - page.columnWidth) / 2
                width: page.columnWidth
                anchors.bottom: parent.bottom
                text: qsTr("Settings")
                font.pixelSize: Theme.textPage
                font.weight: Font.Bold
                Accessible.role: Accessible.Heading
            }
        }
        section.property: "section"
        section.delegate: Item {
            id: heading

            required property string section

            x: (list.width - page.columnWidth) / 2
            width: page.columnWidth
            implicitHeight: about.implicitHeight

            Words {
                id: about

                anchors.left: parent.left
                topPadding: 24
                bottomPadding: 10
                text: page.app.preferences.sections[heading.section] ?? ""
                color: Theme.muted
                font.pixelSize: Theme.textSecond
                font.weight: Font.DemiBold
            }
            Words {
                anchors.right: parent.right
                anchors.baseline: about.baseline
                text: ["Look", "Beside you"].includes(heading.section) ? qsTr("at once") : qsTr("from the next message on")
                color: Theme.muted
                font.pixelSize: Theme.textLeast
            }
        }
        delegate: Item {
            id: cell

            required property int index
            required property string name
            required property string title
            required property string sentence
            required property string kind
            required property var value
            required property real minimum
            required property real maximum
            required property var choices
            required property var labels
            required property string section

            readonly property bool first: ListView.previousSection !== section
            readonly property bool end: ListView.nextSection !== section

            width: list.width
            implicitHeight: row.implicitHeight
            Accessible.role: Accessible.ListItem
            Accessible.name: title

            Rectangle {
                x: row.x
                width: row.width
                height: parent.height
                color: Theme.surface
                topLeftRadius: cell.first ? Theme.radiusCard : 0
                topRightRadius: topLeftRadius
                bottomLeftRadius: cell.end ? Theme.radiusCard : 0
                bottomRightRadius: bottomLeftRadius
            }
            Rectangle {
                x: row.x + 20
                width: row.width - 40
                height: 1
                anchors.bottom: parent.bottom
                visible: !cell.end
                color: Theme.line
            }
            SettingRow {
                id: row

                x: (cell.width - page.columnWidth) / 2
                width: page.columnWidth
                name: cell.name
                title: cell.title
                sentence: cell.sentence
                kind: cell.kind
                value: cell.value
                minimum: cell.minimum
                maximum: cell.maximum
                choices: cell.choices
                labels: cell.labels
                section: cell.section
                preferences: page.app.preferences
            }
        }
        footer: Column {
            x: (list.width - page.columnWidth) / 2
            width: page.columnWidth
            topPadding: 24
            bottomPadding: 32
            spacing: 10

            Words {
                anchors.left: parent.left
                text: qsTr("This computer")
                color: Theme.muted
                font.pixelSize: Theme.textSecond
                font.weight: Font.DemiBold
            }
            Rectangle {
                width: parent.width
                implicitHeight: folder.implicitHeight + 32
                radius: Theme.radiusCard
                color: Theme.surface

                Column {
                    id: folder

                    x: 20
                    y: 16
                    width: parent.width - 40
                    spacing: 4

                    Words {
                        anchors.left: parent.left
                        text: qsTr("Data folder")
                        font.weight: Font.DemiBold
                    }
                    Words {
                        width: parent.width
                        text: qsTr("Everything you said, everything she learned. It never leaves this computer.")
                        color: Theme.muted
                        font.pixelSize: Theme.textSecond
                    }
                    Words {
                        width: parent.width
                        text: page.app.dataFolder
                        font.family: Theme.mono
                        font.pixelSize: Theme.textLeast
                        wrapMode: Text.WrapAnywhere
                        bottomPadding: 8
                    }
                    PushButton {
                        anchors.left: parent.left
                        text: qsTr("Open")
                        symbol: "folder"
                        Accessible.name: qsTr("Open the data folder")
                        onClicked: page.app.openFolder(page.app.dataFolder)
                    }
                }
            }
            Flow {
                width: parent.width
                topPadding: 12
                spacing: 8

                PushButton {
                    text: qsTr("Meet Tsuki again")
                    symbol: "moon"
                    Accessible.description: qsTr("The steps of the first start")
                    onClicked: page.app.firstRun.begin()
                }
                PushButton {
                    text: qsTr("Keyboard shortcuts")
                    symbol: "keyboard"
                    onClicked: page.helpAsked()
                }
                PushButton {
                    text: qsTr("Reset the settings")
                    symbol: "undo"
                    danger: true
                    onClicked: reset.open()
                }
            }
        }
    }
    Sheet {
        id: reset

        title: qsTr("Put all settings back?")
        most: 440

        Words {
            width: parent ? parent.width : 0
            text: qsTr("Your chats, your ratings, her models and what you wrote about you stay as they are.")
            color: Theme.muted
        }
        Row {
            anchors.right: parent ? parent.right : undefined
            spacing: 8
            topPadding: 8

            PushButton {
                text: qsTr("Leave them")
                focus: true
                onClicked: reset.close()
            }
            PushButton {
                primary: true
                text: qsTr("Put them back")
                onClicked: {
                    page.app.preferences.reset()
                    reset.close()
                }
            }
        }
    }
}
