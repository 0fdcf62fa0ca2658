import QtQuick
import QtQuick.Templates as T
import Tsuki.Bridge
import Tsuki.Look

// Where the person writes. Enter sends, Shift+Enter breaks the line.
Rectangle {
    id: composer

    required property Chat chat
    required property bool usable
    // Enter came before the profile was open: the words go as soon as it is.
    property bool eager: false
    signal waited()
    readonly property bool busy: chat.state !== "idle"
    readonly property real lineHeight: metrics.lineSpacing

    implicitHeight: Math.max(button.height + 16, flick.height + 28)
    radius: Theme.radiusCard + 2
    color: Theme.surface
    border.width: 1
    border.color: area.activeFocus ? Theme.accent : Theme.line

    function focusWords(): void {
        area.forceActiveFocus(Qt.ShortcutFocusReason)
    }
    function write(text: string): void {
        area.text = text
        area.cursorPosition = area.length
        area.forceActiveFocus(Qt.ShortcutFocusReason)
    }
    function send(): void {
        if (busy || area.text.trim() === "" || area.inputMethodComposing)
            return
        eager = !usable
        if (eager) {
            waited()
            return
        }
        const words = area.text
        area.text = ""
        chat.send(words)
    }

    onUsableChanged: if (usable && eager) send()

    FontMetrics {
        id: metrics

        font: area.font
    }
    Flickable {
        id: flick

        anchors.left: parent.left
        anchors.leftMargin: 18
        y: Math.round((parent.height - height) / 2)
        width: parent.width - 18 - button.width - 20
        height: Math.min(area.implicitHeight, Math.ceil(composer.lineHeight * 8))
        contentHeight: area.implicitHeight
        clip: true
        boundsBehavior: Flickable.StopAtBounds
        acceptedButtons: Qt.NoButton

        function show(spot: rect): void {
            if (contentY > spot.y)
                contentY = spot.y
            else if (contentY + height < spot.y + spot.height)
                contentY = spot.y + spot.height - height
        }

        T.ScrollBar.vertical: Bar {}

        TextEdit {
            id: area

            objectName: "composer"
            width: flick.width
            wrapMode: TextEdit.Wrap
            textFormat: TextEdit.PlainText
            color: Theme.ink
            selectionColor: Theme.accent
            selectedTextColor: Theme.accentInk
            selectByMouse: true
            activeFocusOnTab: true
            Keys.onTabPressed: nextItemInFocusChain(true).forceActiveFocus(Qt.TabFocusReason)
            Keys.onBacktabPressed: nextItemInFocusChain(false).forceActiveFocus(Qt.BacktabFocusReason)
            font.family: Theme.face
            font.pixelSize: Theme.textTalk
            Component.onCompleted: takeDraft()
            onTextChanged: composer.chat.keepDraft(text)
            onCursorRectangleChanged: flick.show(cursorRectangle)

            function takeDraft(): void {
                if (text !== composer.chat.draft) {
                    text = composer.chat.draft
                    cursorPosition = length
                }
            }
            Accessible.role: Accessible.EditableText
            Accessible.name: qsTr("Say something to Tsuki")
            Accessible.multiLine: true
            Keys.onPressed: event => {
                const enter = event.key === Qt.Key_Return || event.key === Qt.Key_Enter
                if (enter && !(event.modifiers & Qt.ShiftModifier)) {
                    composer.send()
                    event.accepted = true
                }
            }

            Connections {
                target: composer.chat
                function onDraftChanged(): void { area.takeDraft() }
            }
        }
        Words {
            visible: area.length === 0 && area.preeditText === ""
            width: flick.width
            text: qsTr("Say something to Tsuki")
            color: Theme.muted
            font.pixelSize: Theme.textTalk
            wrapMode: Text.NoWrap
            elide: Text.ElideRight
            Accessible.ignored: true
        }
    }
    TapHandler {
        onTapped: area.forceActiveFocus(Qt.MouseFocusReason)
    }
    T.Button {
        id: button

        readonly property bool ready: composer.busy || (composer.usable && area.text.trim() !== "")

        anchors.right: parent.right
        anchors.bottom: parent.bottom
        anchors.margins: 8
        width: Math.max(38, Theme.px(38))
        height: width
        focusPolicy: Qt.StrongFocus
        enabled: ready
        text: composer.busy ? qsTr("Stop") : qsTr("Send")
        Accessible.name: text
        Accessible.role: Accessible.Button
        onClicked: composer.busy ? composer.chat.stop() : composer.send()

        contentItem: Item {
            Icon {
                anchors.centerIn: parent
                name: composer.busy ? "stop" : "send"
                edge: Theme.px(20)
                ink: composer.busy ? Theme.ink : button.ready ? Theme.accentInk : Theme.muted
            }
        }
        background: Rectangle {
            readonly property color rest: composer.busy ? Theme.raised : button.ready ? Theme.accent : Theme.raised

            radius: Theme.radiusButton
            color: button.hovered && button.ready ? Theme.tint(rest, Theme.ink, 0.1) : rest

            Behavior on color {
                ColorAnimation { duration: Theme.quick }
            }
            FocusRing { shown: button.visualFocus }
        }
        HoverHandler { cursorShape: button.ready ? Qt.PointingHandCursor : Qt.ArrowCursor }
        Tip {
            text: composer.busy ? qsTr("Stop  ·  Esc") : qsTr("Send  ·  Enter")
            visible: button.hovered && button.ready
        }
    }
}
