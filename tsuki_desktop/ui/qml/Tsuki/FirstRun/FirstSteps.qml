pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import QtQuick.Window
import Tsuki.Bridge
import Tsuki.Chat as Sky
import Tsuki.Look

// The first run, over the whole window: three steps, and the fourth is the chat. Enter goes on, Esc skips.
Item {
    id: first

    required property App app
    signal over()

    readonly property FirstRun run: app.firstRun
    readonly property int step: run.step
    readonly property var titles: [qsTr("Hi. I'm Tsuki~"), qsTr("Lend me a voice"), qsTr("And you?")]
    readonly property var texts: [
        qsTr("Three honest things before we talk."),
        qsTr("A model does my talking. Change it whenever you like, under Models."),
        qsTr("As much as you like, or nothing. It stays out of training files.")
    ]
    readonly property list<string> moods: ["playful", "curious", "happy"]

    function arrive(): void {
        flick.contentY = 0
        if (step === 2)
            (you.item as FirstYou)?.focusFirst()
        else
            next.forceActiveFocus(Qt.TabFocusReason)
        title.Accessible.announce(title.text + " " + said.text)
        rise.restart()
    }
    function forward(): void {
        if (step === 2)
            (you.item as FirstYou).tell()
        run.forward()
    }

    onStepChanged: if (sheet.opened) Qt.callLater(arrive)

    Connections {
        target: first.run
        function onEnded(): void {
            sheet.close()
        }
    }
    T.Popup {
        id: sheet

        parent: T.Overlay.overlay
        width: parent ? parent.width : 0
        height: parent ? parent.height : 0
        padding: 0
        modal: true
        focus: true
        dim: false
        closePolicy: T.Popup.CloseOnEscape
        onOpened: first.arrive()
        onAboutToHide: first.run.skip()
        onClosed: first.over()
        Component.onCompleted: open()

        enter: Transition {
            NumberAnimation { property: "opacity"; from: 0; to: 1; duration: Theme.calm }
        }
        exit: Transition {
            NumberAnimation { property: "opacity"; from: 1; to: 0; duration: Theme.calm }
        }
        background: Rectangle {
            color: Theme.ground
        }
        contentItem: FocusScope {
            id: page

            readonly property Item focused: Window.activeFocusItem

            // Brings what the keyboard has reached into view.
            function reveal(item: Item): void {
                let above = item
                while (above && above !== column)
                    above = above.parent
                if (!above)
                    return
                const top = item.mapToItem(column, 0, 0).y + column.y
                if (top < flick.contentY + 40)
                    flick.contentY = Math.max(0, top - 40)
                else if (top + item.height > flick.contentY + flick.height - 16)
                    flick.contentY = Math.min(flick.contentHeight - flick.height, top + item.height - flick.height + 16)
            }

            focus: true
            // The popup itself takes no name.
            Binding {
                target: page.parent
                property: "Accessible.name"
                value: title.text
            }
            onFocusedChanged: if (focused) reveal(focused)
            Keys.onPressed: event => {
                event.accepted = event.key === Qt.Key_Return || event.key === Qt.Key_Enter
                const button = focused as T.AbstractButton
                if (event.accepted && button)
                    button.click()
                else if (event.accepted)
                    first.forward()
            }

            Flickable {
                id: flick

                anchors.top: parent.top
                anchors.bottom: foot.top
                width: parent.width
                clip: true
                contentWidth: width
                contentHeight: Math.max(height, column.implicitHeight + 48)
                boundsBehavior: Flickable.StopAtBounds
                interactive: contentHeight > height
                T.ScrollBar.vertical: Bar {}

                Column {
                    id: column

                    x: Math.round((flick.width - width) / 2)
                    y: Math.round((flick.contentHeight - implicitHeight) / 2)
                    width: Math.min(flick.width - 2 * Theme.margin, Theme.px(520))
                    spacing: Math.min(Theme.px(24), flick.height * 0.06)

                    Item {
                        anchors.horizontalCenter: parent.horizontalCenter
                        width: face.width
                        height: face.height

                        Sky.MoonGlow {
                            anchors.centerIn: parent
                            edge: face.edge * 3
                        }
                        Face {
                            id: face

                            edge: Math.max(56, Math.min(Theme.px(first.step === 0 ? 120 : 76), flick.height * (first.step === 0 ? 0.22 : 0.15) / Math.max(1, Theme.textScale)))
                            emotion: first.moods[first.step]
                            alive: true
                        }
                    }
                    Column {
                        width: parent.width
                        spacing: 6

                        Words {
                            id: title

                            width: parent.width
                            horizontalAlignment: Text.AlignHCenter
                            text: first.titles[first.step]
                            font.pixelSize: Theme.px(26)
                            font.weight: Font.Bold
                            Accessible.role: Accessible.Heading
                        }
                        Words {
                            id: said

                            width: parent.width
                            horizontalAlignment: Text.AlignHCenter
                            text: first.texts[first.step]
                            color: Theme.muted
                        }
                    }
                    Loader {
                        width: parent.width
                        active: first.step === 0
                        visible: active
                        sourceComponent: FirstHello {}
                    }
                    Loader {
                        width: parent.width
                        active: first.step === 1
                        visible: active
                        sourceComponent: FirstVoice {
                            app: first.app
                        }
                    }
                    Loader {
                        id: you

                        width: parent.width
                        // What was typed stays while one goes back.
                        active: first.step === 2 || item !== null
                        visible: first.step === 2
                        // On a busy machine it may come after the step was arrived at.
                        onLoaded: Qt.callLater(first.arrive)
                        sourceComponent: FirstYou {
                            run: first.run
                        }
                    }
                }
            }
            Item {
                id: foot

                anchors.bottom: parent.bottom
                anchors.bottomMargin: 12
                anchors.horizontalCenter: parent.horizontalCenter
                width: column.width
                height: next.implicitHeight + 24

                PushButton {
                    id: back

                    anchors.left: parent.left
                    anchors.leftMargin: -leftPadding
                    anchors.verticalCenter: parent.verticalCenter
                    visible: first.step > 0
                    plain: true
                    text: qsTr("Back")
                    onClicked: first.run.back()
                }
                Row {
                    anchors.centerIn: parent
                    spacing: 8
                    Accessible.role: Accessible.StaticText
                    Accessible.name: qsTr("Step %1 of %2").arg(first.step + 1).arg(first.run.steps)

                    Repeater {
                        model: first.run.steps

                        Rectangle {
                            required property int index
                            readonly property bool here: index === first.step

                            width: here ? 22 : 8
                            height: 8
                            radius: 4
                            color: here ? Theme.accent : Theme.edge

                            Behavior on width {
                                NumberAnimation { duration: Theme.calm; easing.type: Easing.OutCubic }
                            }
                        }
                    }
                }
                PushButton {
                    id: next

                    anchors.right: parent.right
                    anchors.verticalCenter: parent.verticalCenter
                    // Where nobody can speak yet, fetching a model is the thing to do.
                    primary: first.step !== 1 || first.app.models.installed.count > 0
                    text: first.step === 2 ? qsTr("Let's talk") : first.step === 0 ? qsTr("All right") : qsTr("Next")
                    onClicked: first.forward()
                }
            }
            Rectangle {
                width: parent.width
                height: 1
                anchors.bottom: foot.top
                visible: flick.interactive
                color: Theme.line
            }
            // So that it can be read over what is scrolled below it.
            Rectangle {
                anchors.fill: skip
                radius: Theme.radiusButton
                color: Theme.ground
            }
            PushButton {
                id: skip

                anchors.right: parent.right
                anchors.top: parent.top
                anchors.margins: 16
                plain: true
                text: qsTr("Skip")
                Accessible.description: qsTr("Esc does the same. Settings show this again.")
                onClicked: first.run.skip()
            }
            NumberAnimation {
                id: rise

                target: column
                property: "opacity"
                from: Theme.motion ? 0 : 1
                to: 1
                duration: Theme.calm
            }
        }
    }
}
