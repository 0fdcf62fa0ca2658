pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Tsuki.Bridge
import Tsuki.Look

// The messages. Goes along with the end only while the reader is near it.
FocusScope {
    id: view

    required property App app
    required property Chat chat
    signal linkAsked(string link)

    readonly property bool busy: chat.state !== "idle"
    property bool following: true
    // The message that a search led to, lit for a moment.
    property int litId: 0

    // What is put off until later asks again: by then the reader may have gone elsewhere.
    function follow(): void {
        if (following)
            list.positionViewAtEnd()
    }
    function toEnd(): void {
        following = true
        list.positionViewAtEnd()
        Qt.callLater(view.follow)
    }
    function seek(row: int): void {
        const item = list.itemAtIndex(row) as MessageRow
        // A message taller than the view is shown from its beginning.
        list.positionViewAtIndex(row, item && item.height > list.height ? ListView.Beginning : ListView.Center)
    }
    function nearEnd(): bool {
        return list.contentY + list.height > list.originY + list.contentHeight - 96
    }

    ListView {
        id: list

        objectName: "transcript"
        anchors.fill: parent
        focus: true
        activeFocusOnTab: true
        model: view.chat.transcript
        clip: true
        cacheBuffer: 240
        boundsBehavior: Flickable.StopAtBounds
        acceptedButtons: Qt.NoButton
        topMargin: 20
        bottomMargin: 8
        currentIndex: -1
        keyNavigationEnabled: false
        highlightFollowsCurrentItem: false
        Accessible.role: Accessible.List
        Accessible.name: qsTr("Conversation with Tsuki")

        T.ScrollBar.vertical: Bar {}

        delegate: MessageRow {
            width: ListView.view.width
            chat: view.chat
            app: view.app
            last: index === list.count - 1
            current: list.activeFocus && list.currentIndex === index
            lit: messageId === view.litId
            busy: view.busy
            onLinkAsked: link => view.linkAsked(link)
            onMoodAsked: over => moods.ask(over, messageId, emotion)
            onAway: {
                list.currentIndex = index
                list.forceActiveFocus(Qt.TabFocusReason)
            }
        }

        onContentHeightChanged: if (view.following) Qt.callLater(view.follow)
        onHeightChanged: if (view.following) Qt.callLater(view.follow)
        onMovementEnded: view.following = view.nearEnd()
        onActiveFocusChanged: if (activeFocus && currentIndex < 0) currentIndex = count - 1

        function fresh(): void {
            currentIndex = -1
            view.following = true
            positionViewAtEnd()
            Qt.callLater(view.follow)
        }
        function go(to: int): void {
            if (to < 0 || to >= count)
                return
            currentIndex = to
            view.following = to === count - 1
            if (to === 0)
                positionViewAtBeginning()
            else
                positionViewAtIndex(to, ListView.Contain)
        }
        function at(): MessageRow {
            return currentItem as MessageRow
        }

        Keys.onPressed: event => {
            const item = at()
            event.accepted = true
            switch (event.key) {
            case Qt.Key_Up: go(currentIndex - 1); break
            case Qt.Key_Down: go(currentIndex + 1); break
            case Qt.Key_Home: go(0); break
            case Qt.Key_End: go(count - 1); break
            case Qt.Key_PageUp: page(-1); break
            case Qt.Key_PageDown: page(1); break
            case Qt.Key_Left: if (item) view.chat.turnVariant(item.messageId, -1); break
            case Qt.Key_Right: if (item) view.chat.turnVariant(item.messageId, 1); break
            case Qt.Key_Plus: if (item && !item.mine) view.app.lesson.rate(item.messageId, 1); break
            case Qt.Key_Minus: if (item && !item.mine) view.app.lesson.rate(item.messageId, -1); break
            case Qt.Key_T: if (item && !item.mine) item.teach(); break
            case Qt.Key_M: if (item && !item.mine) item.askMood(); break
            case Qt.Key_L: if (item && !item.mine) item.askLink(); break
            case Qt.Key_C: if (item) view.chat.copyWords(item.messageId); break
            case Qt.Key_E: if (item && item.mine && !view.busy) item.edit(); break
            default: event.accepted = false
            }
        }
        function page(way: int): void {
            contentY = Math.max(originY - topMargin, Math.min(contentY + way * height * 0.85,
                originY + contentHeight + bottomMargin - height))
            view.following = view.nearEnd()
        }
        WheelHandler {
            acceptedDevices: PointerDevice.Mouse | PointerDevice.TouchPad
            blocking: false
            onWheel: event => {
                if (event.angleDelta.y > 0 || event.pixelDelta.y > 0)
                    view.following = false
            }
        }
    }
    MoodPicker {
        id: moods

        lesson: view.app.lesson
    }
    Connections {
        target: view.chat.transcript
        function onModelReset(): void { list.fresh() }
    }
    Connections {
        target: view.chat
        function onTold(words: string): void {
            list.Accessible.announce(words)
        }
        function onSaid(): void { view.toEnd() }
        function onSought(row: int): void {
            view.following = false
            view.litId = view.chat.messageAt(row)
            list.currentIndex = row
            Qt.callLater(view.seek, row)
            settle.row = row
            settle.restart()
            dim.restart()
        }
    }
    // Once more when the messages around it have their heights.
    Timer {
        id: settle

        property int row: 0

        interval: 60
        onTriggered: view.seek(row)
    }
    Timer {
        id: dim

        interval: 2600
        onTriggered: view.litId = 0
    }
    T.Button {
        id: down

        visible: !view.following && !view.nearEnd() && list.count > 0
        anchors.horizontalCenter: parent.horizontalCenter
        anchors.bottom: parent.bottom
        anchors.bottomMargin: 8
        width: Math.max(40, Theme.px(40))
        height: width
        focusPolicy: Qt.StrongFocus
        text: qsTr("To the newest message")
        Accessible.name: text
        Accessible.role: Accessible.Button
        onClicked: view.toEnd()

        background: Rectangle {
            radius: width / 2
            color: Theme.surface
            border.width: 1
            border.color: Theme.edge

            FocusRing {
                shown: down.visualFocus
                around: down.width / 2
            }
        }
        contentItem: Item {
            Icon {
                anchors.centerIn: parent
                name: "chevron-down"
                ink: Theme.ink
                edge: Theme.px(20)
            }
        }
    }
}
