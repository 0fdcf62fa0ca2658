pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Tsuki.Bridge
import Tsuki.Look

// One data set: what it is worth, what to look at, and its conversations.
FocusScope {
    id: view

    required property App app
    required property real columnWidth
    readonly property DataDesk desk: app.data
    readonly property var one: desk.open
    property int lit: -1
    property bool moved: false

    Keys.onEscapePressed: desk.leave()

    Connections {
        target: view.desk
        function onReached(place: int): void {
            view.lit = place
            view.moved = true
            list.positionViewAtIndex(place, ListView.Center)
            list.currentIndex = place
            if (list.currentItem)
                list.currentItem.forceActiveFocus(Qt.TabFocusReason)
        }
    }
    ListView {
        id: list

        objectName: "rows"
        x: Math.round((view.width - width) / 2)
        width: view.columnWidth
        height: view.height
        focus: true
        model: view.desk.rows
        spacing: 8
        boundsBehavior: Flickable.StopAtBounds
        acceptedButtons: Qt.NoButton
        keyNavigationEnabled: true
        currentIndex: -1
        cacheBuffer: 400
        Accessible.role: Accessible.List
        Accessible.name: qsTr("Conversations of %1").arg(view.one.name ?? "")

        T.ScrollBar.vertical: Bar {
            parent: view
            x: Theme.mirrored ? 0 : view.width - width
            height: view.height
        }
        onMovementStarted: view.moved = true

        header: Column {
            width: list.width
            // It grows when the verdict comes; who has not scrolled yet stays at its top.
            onHeightChanged: if (!view.moved) list.positionViewAtBeginning()
            topPadding: 22
            bottomPadding: 12
            spacing: 12

            PushButton {
                anchors.left: parent.left
                leftPadding: 4
                plain: true
                symbol: Theme.mirrored ? "chevron-right" : "chevron-left"
                text: qsTr("All data sets")
                onClicked: view.desk.leave()
            }
            Item {
                width: parent.width
                implicitHeight: stacked ? heading.implicitHeight + tools.height + 10 : Math.max(heading.implicitHeight, tools.height)
                readonly property bool stacked: width < Theme.px(640)

                Column {
                    id: heading

                    anchors.left: parent.left
                    width: parent.width - (parent.stacked ? 0 : tools.width + 16)
                    spacing: 2

                    Words {
                        width: parent.width
                        text: view.one.name ?? ""
                        font.pixelSize: Theme.textPage
                        font.weight: Font.Bold
                        Accessible.role: Accessible.Heading
                    }
                    Words {
                        width: parent.width
                        text: [view.one.format, view.one.source, view.one.day, view.one.licence].filter(fact => fact).join("  ·  ")
                        color: Theme.muted
                        font.pixelSize: Theme.textSecond
                    }
                }
                Row {
                    id: tools

                    x: parent.stacked !== Theme.mirrored ? 0 : parent.width - width
                    y: parent.stacked ? heading.implicitHeight + 10 : 0
                    spacing: 8

                    Words {
                        anchors.verticalCenter: parent.verticalCenter
                        visible: use.visible
                        text: qsTr("Learn from it")
                        color: Theme.muted
                        Accessible.ignored: true
                    }
                    Toggle {
                        id: use

                        anchors.verticalCenter: parent.verticalCenter
                        visible: view.desk.canUse
                        text: qsTr("Learn from it in the next training")
                        checked: view.one.used ?? false
                        onToggled: view.desk.use(view.one.uid, checked)
                    }
                    IconButton {
                        anchors.verticalCenter: parent.verticalCenter
                        symbol: "edit"
                        text: qsTr("Name and licence")
                        onClicked: naming.ask()
                    }
                    IconButton {
                        anchors.verticalCenter: parent.verticalCenter
                        symbol: "trash"
                        text: qsTr("Delete this data set")
                        onClicked: view.desk.remove(view.one.uid)
                    }
                }
            }
            Summary {
                width: parent.width
                desk: view.desk
            }
            Findings {
                width: parent.width
                desk: view.desk
            }
            Panel {
                width: parent.width
                visible: (view.one.dropped ?? []).length > 0

                LeftOut {
                    width: parent ? parent.width : 0
                    title: qsTr("Left out when it was imported")
                    dropped: view.one.dropped ?? []
                }
            }
            Item {
                width: parent.width
                implicitHeight: Math.max(count.implicitHeight, search.height)

                Words {
                    id: count

                    anchors.left: parent.left
                    anchors.verticalCenter: parent.verticalCenter
                    text: view.desk.rows.total === 1 ? qsTr("1 conversation")
                        : qsTr("%1 conversations").arg(Qt.locale().toString(view.desk.rows.total, "f", 0))
                    font.pixelSize: Theme.textHeading
                    font.weight: Font.Bold
                    Accessible.role: Accessible.Heading
                }
                Field {
                    id: search

                    objectName: "searchRows"
                    anchors.right: parent.right
                    width: Math.min(parent.width - count.implicitWidth - 24, Theme.px(300))
                    symbol: "search"
                    placeholderText: qsTr("Search these rows")
                    onTextChanged: view.desk.find(text)
                    Keys.onDownPressed: list.forceActiveFocus(Qt.TabFocusReason)
                }
            }
        }
        footer: Item {
            width: list.width
            height: 32
        }
        delegate: RowCard {
            width: list.width
            lit: index === view.lit
            onKept: yes => view.desk.include(rowId, yes)
            onEditAsked: editing.ask(this)
        }
    }
    EditSheet {
        id: editing

        desk: view.desk
    }
    NameSheet {
        id: naming

        desk: view.desk
    }
}
