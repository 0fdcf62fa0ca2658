pragma ComponentBehavior: Bound

import QtQuick
import Qt.labs.qmlmodels
import Tsuki.Bridge
import Tsuki.Look

// One message: her face beside her words, or the person's words on the right, and what can be done with it.
Item {
    id: row

    required property int index
    required property int messageId
    required property bool mine
    required property bool loaded
    required property var blocks
    required property string emotion
    required property string status
    required property string reason
    required property int variant
    required property int variants
    required property int rating
    required property string thought
    required property bool firstSeen
    required property bool waiting
    required property string words

    required property Chat chat
    required property App app
    required property bool last
    required property bool current
    property bool lit: false
    required property bool busy
    signal linkAsked(string link)
    signal moodAsked(Item over)
    signal away()

    property bool editing: false
    property int linkTurn: 0
    // Stopped or failed before her first word: there is nothing to show, to rate, to copy or to go on with.
    readonly property bool wordless: loaded && !mine && status !== "streaming" && words === "" && thought === ""
    readonly property bool open: !editing && status !== "streaming" && loaded
        && (last || over.hovered || current || actions.activeFocus)
    readonly property int faceRoom: mine ? 0 : Theme.px(36) + 14
    readonly property real most: talk.width - faceRoom - (mine ? Math.min(96, talk.width * 0.14) : 8) - 34

    implicitHeight: talk.implicitHeight + 18
    Accessible.role: Accessible.ListItem
    Accessible.name: (mine ? qsTr("You: %1") : qsTr("Tsuki: %1")).arg(words)

    function edit(): void {
        editing = true
        box.begin(words)
    }

    function teach(): void {
        app.lesson.open(messageId)
        const shown = panel.item as LessonPanel
        if (shown)
            shown.begin()
    }
    // Each call asks about the next of her links, from the first one again after the last.
    function askLink(): void {
        const links = chat.links(messageId)
        if (links.length > 0)
            linkAsked(links[linkTurn++ % links.length])
    }
    function askMood(): void {
        moodAsked(face)
    }

    HoverHandler { id: over }

    Rectangle {
        anchors.horizontalCenter: parent.horizontalCenter
        y: -8
        width: talk.width + 24
        height: row.height
        radius: Theme.radiusCard + 6
        color: Theme.clear(Theme.accent, 0.14)
        opacity: row.lit ? 1 : 0
        visible: opacity > 0

        Behavior on opacity {
            NumberAnimation { duration: 2 * Theme.calm }
        }
    }

    Column {
        id: talk

        anchors.horizontalCenter: parent.horizontalCenter
        width: Math.min(parent.width - 2 * Theme.margin, Theme.talkWidth)
        spacing: 0

        SeenLine {
            width: parent.width
            visible: row.firstSeen
        }
        Item {
            width: parent.width
            implicitHeight: row.editing ? box.implicitHeight : row.wordless ? 1 : Math.max(bubble.height, row.mine ? 0 : Theme.px(36))

            Face {
                id: face

                anchors.left: parent.left
                visible: !row.mine
                edge: Theme.px(36)
                emotion: row.emotion
                alive: row.last

                HoverHandler { id: overFace }
                TapHandler {
                    enabled: row.loaded && row.status !== "streaming" && !row.chat.isPrivate
                    onTapped: row.askMood()
                }
                Tip {
                    visible: overFace.hovered && row.emotion !== ""
                    text: Moods.word(row.emotion)
                }
            }
            Rectangle {
                visible: row.current && !row.editing
                anchors.fill: bubble
                anchors.margins: -4
                radius: Theme.radiusCard + 4
                color: "transparent"
                border.width: 2
                border.color: Theme.accent
            }
            Rectangle {
                id: bubble

                visible: !row.editing && !row.wordless
                x: row.mine !== Theme.mirrored ? parent.width - width - (row.mine ? 0 : row.faceRoom) : row.mine ? 0 : row.faceRoom
                width: row.waiting && !thoughts.visible ? 66 : row.loaded ? body.width + 34 : Math.min(320, row.most)
                height: row.waiting && !thoughts.visible ? Math.max(40, Theme.px(38))
                    : row.loaded ? body.implicitHeight + (row.mine ? 22 : 22 - Theme.px(1)) : 88
                radius: Theme.radiusCard
                topLeftRadius: row.mine ? Theme.radiusCard : 6
                bottomRightRadius: row.mine ? 6 : Theme.radiusCard
                color: row.mine ? Theme.mine : Theme.surface
                border.width: row.mine ? 0 : 1
                border.color: row.status === "failed" ? Theme.bad : Theme.line
                opacity: row.loaded ? 1 : 0.5

                TypingDots {
                    anchors.centerIn: parent
                    visible: row.waiting && !thoughts.visible
                }
                Column {
                    id: body

                    x: 17
                    // Rich text has its line spacing below each line: moved down, the words sit in the middle.
                    y: row.mine ? 11 : 11 + Theme.px(3)
                    spacing: 10
                    visible: row.loaded
                    width: Math.min(row.most, Math.max(1, childrenRect.width))

                    Thoughts {
                        id: thoughts

                        visible: row.thought !== ""
                        // Unseen it must not hold the bubble open.
                        width: visible ? implicitWidth : 0
                        most: row.most
                        thought: row.thought
                        open: row.waiting
                    }
                    Repeater {
                        model: row.blocks

                        delegate: DelegateChooser {
                            role: "kind"

                            DelegateChoice {
                                roleValue: "code"

                                CodeBlock {
                                    most: row.most
                                    onCopyAsked: text => row.app.copy(text)
                                }
                            }
                            DelegateChoice {
                                roleValue: "text"

                                TextBlock {
                                    required property string html

                                    plain: false
                                    body: html
                                    most: row.most
                                    onLinkAsked: link => row.linkAsked(link)
                                }
                            }
                            DelegateChoice {
                                roleValue: "plain"

                                TextBlock {
                                    required property string source

                                    plain: true
                                    body: source
                                    most: row.most
                                }
                            }
                        }
                    }
                }
            }
            EditBox {
                id: box

                visible: row.editing
                anchors.right: parent.right
                width: Math.min(parent.width, row.most + 34)
                onCancelled: row.editing = false
                onSent: text => {
                    row.editing = false
                    row.chat.edit(row.messageId, text)
                }
            }
        }
        Ending {
            x: Theme.mirrored ? 0 : row.faceRoom
            width: parent.width - row.faceRoom
            status: row.status
            reason: row.reason
            mine: row.mine
            last: row.last
            begun: !row.wordless
            busy: row.busy
            onRetried: row.chat.regenerate(row.messageId)
            onContinued: row.chat.continueReply(row.messageId)
        }
        MessageActions {
            id: actions

            x: row.mine !== Theme.mirrored ? parent.width - width - (row.mine ? 0 : row.faceRoom - 6) : row.mine ? 0 : row.faceRoom - 6
            height: Math.max(32, Theme.px(18) + 14) + 4
            topPadding: 4
            mine: row.mine
            rating: row.rating
            variant: row.variant
            variants: row.variants
            busy: row.busy
            open: row.open && !row.wordless
            teachable: !row.chat.isPrivate
            onRated: value => row.app.lesson.rate(row.messageId, value)
            onTaught: row.teach()
            onMoodAsked: row.askMood()
            onTurned: by => row.chat.turnVariant(row.messageId, by)
            onAgain: row.chat.regenerate(row.messageId)
            onCopied: row.chat.copyWords(row.messageId)
            onCopiedMarkdown: row.chat.copyMarkdown(row.messageId)
            onEdited: row.edit()
        }
        Loader {
            id: panel

            x: Theme.mirrored ? parent.width - width - row.faceRoom : row.faceRoom
            width: Math.min(parent.width - row.faceRoom, Theme.px(600))
            active: row.app.lesson.messageId === row.messageId
            visible: active

            sourceComponent: LessonPanel {
                lesson: row.app.lesson
                onAway: row.away()
            }
        }
    }
}
