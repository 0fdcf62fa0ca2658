pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Tsuki.Bridge
import Tsuki.Look

// What the side bar's search found. Up and down move, Enter opens, Esc gives up.
FocusScope {
    id: results

    required property App app
    readonly property Finder finder: app.finder
    signal opened()
    signal dropped()
    signal upped()

    function first(): void {
        list.currentIndex = Math.min(0, list.count - 1)
        list.forceActiveFocus(Qt.TabFocusReason)
    }
    function openRow(row: int): void {
        if (row < 0 || row >= list.count)
            return
        finder.open(row)
        opened()
    }
    function period(days: int): string {
        return days === 7 ? qsTr("Past week") : days === 31 ? qsTr("Past month")
            : days === 366 ? qsTr("Past year") : qsTr("Any time")
    }
    function day(stamp: string): string {
        const then = new Date(stamp)
        if (isNaN(then.getTime()))
            return ""
        const now = new Date()
        if (then.toDateString() === now.toDateString())
            return Qt.locale().toString(then, Qt.locale().timeFormat(Locale.ShortFormat))
        return Qt.locale().toString(then, then.getFullYear() === now.getFullYear() ? "d MMM" : "d MMM yyyy")
    }

    component Chip: T.AbstractButton {
        id: chip

        property bool chosen: false

        implicitWidth: word.implicitWidth + 20
        implicitHeight: Math.max(28, Theme.px(28))
        focusPolicy: Qt.StrongFocus
        Accessible.name: text
        Accessible.role: Accessible.CheckBox
        Accessible.checked: chosen

        background: Rectangle {
            radius: height / 2
            color: chip.chosen ? Theme.tint(Theme.side, Theme.accent, 0.24)
                : chip.hovered ? Theme.raised : Theme.clear(Theme.raised, 0)
            border.width: 1
            border.color: chip.chosen ? Theme.accent : Theme.line

            FocusRing {
                shown: chip.visualFocus
                around: chip.height / 2
            }
        }
        contentItem: Item {
            Words {
                id: word

                anchors.centerIn: parent
                text: chip.text
                color: chip.chosen ? Theme.ink : Theme.muted
                font.pixelSize: Theme.textLeast
                font.weight: Font.DemiBold
                wrapMode: Text.NoWrap
                Accessible.ignored: true
            }
        }
        HoverHandler { cursorShape: Qt.PointingHandCursor }
    }

    Flow {
        id: chips

        x: 16
        width: parent.width - 32
        spacing: 6

        Chip {
            text: qsTr("Liked")
            chosen: results.finder.rating === 1
            onClicked: results.finder.setRating(chosen ? 0 : 1)
        }
        Chip {
            text: qsTr("Not her")
            chosen: results.finder.rating === -1
            onClicked: results.finder.setRating(chosen ? 0 : -1)
        }
        Chip {
            text: qsTr("This chat")
            enabled: results.app.chat.conversationId > 0
            opacity: enabled ? 1 : 0.5
            chosen: results.finder.here
            onClicked: results.finder.setHere(!chosen)
        }
        Chip {
            readonly property list<int> steps: [0, 7, 31, 366]

            text: results.period(results.finder.days)
            chosen: results.finder.days > 0
            onClicked: results.finder.setDays(steps[(steps.indexOf(results.finder.days) + 1) % steps.length])
        }
        Chip {
            text: qsTr("This model")
            enabled: results.app.model !== ""
            opacity: enabled ? 1 : 0.5
            chosen: results.finder.byModel
            onClicked: results.finder.setByModel(!chosen)
        }
    }
    ListView {
        id: list

        objectName: "hits"
        anchors.top: chips.bottom
        anchors.topMargin: 4
        anchors.bottom: parent.bottom
        x: 12
        width: parent.width - 24
        clip: true
        focus: true
        model: results.finder.hits
        boundsBehavior: Flickable.StopAtBounds
        acceptedButtons: Qt.NoButton
        spacing: 2
        currentIndex: -1
        keyNavigationEnabled: true
        highlightMoveDuration: 0
        Accessible.role: Accessible.List
        Accessible.name: qsTr("What was found")

        T.ScrollBar.vertical: Bar {}

        Keys.onReturnPressed: results.openRow(currentIndex)
        Keys.onEnterPressed: results.openRow(currentIndex)
        Keys.onEscapePressed: results.dropped()
        Keys.onUpPressed: currentIndex > 0 ? decrementCurrentIndex() : results.upped()

        section.property: "kind"
        section.delegate: Words {
            required property string section

            width: list.width
            leftPadding: 8
            rightPadding: 8
            topPadding: 12
            bottomPadding: 6
            text: section === "chat" ? qsTr("Chats") : qsTr("Messages")
            color: Theme.muted
            font.pixelSize: Theme.textLeast
            font.weight: Font.DemiBold
        }
        delegate: T.ItemDelegate {
            id: hit

            required property int index
            required property string kind
            required property string title
            required property string snippet
            required property string stamp
            required property bool mine
            required property int rating
            readonly property bool current: ListView.isCurrentItem && list.activeFocus

            width: ListView.view.width
            implicitHeight: body.implicitHeight + 18
            focusPolicy: Qt.NoFocus
            text: title || qsTr("New chat")
            Accessible.role: Accessible.ListItem
            Accessible.name: kind === "chat" ? text
                : qsTr("%1, in %2").arg(snippet.replace(/<[^>]*>/g, "")).arg(text)
                    + (rating > 0 ? qsTr(", liked") : rating < 0 ? qsTr(", not her") : "")
            onClicked: results.openRow(index)

            background: Rectangle {
                radius: Theme.radiusButton
                color: hit.current ? Theme.raised : hit.hovered ? Theme.clear(Theme.raised, 0.6)
                    : Theme.clear(Theme.raised, 0)

                FocusRing { shown: hit.current }
            }
            contentItem: Item {
                Column {
                    id: body

                    x: 12
                    y: 9
                    width: parent.width - 22
                    spacing: 3

                    Item {
                        width: parent.width
                        height: name.implicitHeight

                        Words {
                            id: name

                            anchors.left: parent.left
                            anchors.right: thumb.left
                            anchors.rightMargin: 8
                            text: hit.text
                            color: hit.kind === "chat" ? Theme.ink : Theme.muted
                            font.pixelSize: hit.kind === "chat" ? Theme.textBody : Theme.textLeast
                            font.weight: Font.DemiBold
                            wrapMode: Text.NoWrap
                            elide: Text.ElideRight
                            Accessible.ignored: true
                        }
                        Icon {
                            id: thumb

                            anchors.right: when.left
                            anchors.rightMargin: visible ? 6 : 0
                            anchors.verticalCenter: when.verticalCenter
                            visible: hit.rating !== 0
                            width: visible ? edge : 0
                            name: hit.rating > 0 ? "thumb-up-filled" : "thumb-down-filled"
                            ink: hit.rating > 0 ? Theme.good : Theme.bad
                            edge: Theme.px(12)
                        }
                        Words {
                            id: when

                            anchors.right: parent.right
                            anchors.baseline: name.baseline
                            text: results.day(hit.stamp)
                            color: Theme.muted
                            font.pixelSize: Theme.textLeast
                            wrapMode: Text.NoWrap
                            Accessible.ignored: true
                        }
                    }
                    Words {
                        visible: hit.kind === "message"
                        width: parent.width
                        // Safe: everything but the marks around found words was escaped.
                        textFormat: Text.StyledText
                        text: (hit.mine ? qsTr("You: ") : "") + hit.snippet
                        maximumLineCount: 3
                        elide: Text.ElideRight
                        font.pixelSize: Theme.textSecond
                        lineHeight: 1.15
                        Accessible.ignored: true
                    }
                }
            }
            HoverHandler { cursorShape: Qt.PointingHandCursor }
        }
    }
    Column {
        anchors.centerIn: list
        width: list.width - 40
        spacing: 8
        visible: list.count === 0 && results.finder.fresh

        Face {
            anchors.horizontalCenter: parent.horizontalCenter
            edge: Theme.px(56)
            emotion: "curious"
        }
        Words {
            width: parent.width
            horizontalAlignment: Text.AlignHCenter
            text: qsTr("Nobody said that here.")
            font.weight: Font.DemiBold
        }
        Words {
            width: parent.width
            horizontalAlignment: Text.AlignHCenter
            text: results.finder.rating || results.finder.here ? qsTr("Try it without the filters.")
                : qsTr("Try fewer words, or the beginning of one.")
            color: Theme.muted
            font.pixelSize: Theme.textSecond
        }
    }
}
