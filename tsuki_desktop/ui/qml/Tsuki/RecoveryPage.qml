pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Tsuki.Bridge
import Tsuki.Look

// Over everything else: the chat log is damaged, and what can be done.
FocusScope {
    id: page

    required property App app
    readonly property Recovery recovery: app.recovery
    readonly property bool done: recovery.state === "done"
    readonly property bool working: recovery.state === "working"

    function day(stamp: string): string {
        return Qt.locale().toString(new Date(stamp), qsTr("d MMMM yyyy, hh:mm"))
    }

    Rectangle {
        anchors.fill: parent
        color: Theme.ground
    }
    // Nothing below is clicked through.
    MouseArea {
        anchors.fill: parent
        hoverEnabled: true
    }
    Flickable {
        id: flick

        anchors.fill: parent
        contentHeight: Math.max(height, column.implicitHeight + 64)
        boundsBehavior: Flickable.StopAtBounds
        interactive: contentHeight > height
        T.ScrollBar.vertical: Bar {}

        Column {
            id: column

            x: Math.round((flick.width - width) / 2)
            y: Math.round((flick.contentHeight - implicitHeight) / 2)
            width: Math.min(flick.width - 2 * Theme.margin, Theme.px(560))
            spacing: 16

            Face {
                anchors.horizontalCenter: parent.horizontalCenter
                edge: Theme.px(96)
                emotion: page.done ? "happy" : "sad"
            }
            Words {
                width: parent.width
                horizontalAlignment: Text.AlignHCenter
                text: page.done ? qsTr("Everything that could be saved is back")
                    : page.working ? qsTr("Putting the pieces together…") : qsTr("A part of the chat log is damaged")
                font.pixelSize: Theme.textPage
                font.weight: Font.Bold
                Accessible.role: Accessible.Heading
            }
            Words {
                width: parent.width
                horizontalAlignment: Text.AlignHCenter
                text: page.done ? page.recovery.told
                    : qsTr("Nothing is deleted: whatever you choose, the damaged files are kept.")
                color: Theme.muted
            }
            Words {
                width: parent.width
                visible: page.done
                horizontalAlignment: Text.AlignHCenter
                text: qsTr("What was there before lies in %1 or among the backups.").arg(page.recovery.folder)
                color: Theme.muted
                font.pixelSize: Theme.textSecond
                wrapMode: Text.WrapAnywhere
            }
            Words {
                width: parent.width
                visible: !page.done && page.app.privateChat.begun
                horizontalAlignment: Text.AlignHCenter
                text: qsTr("The private chat ends with it: it was never written down.")
                color: Theme.moon
            }
            Words {
                width: parent.width
                visible: text !== ""
                horizontalAlignment: Text.AlignHCenter
                text: page.recovery.trouble
                color: Theme.bad
            }
            Column {
                width: parent.width
                visible: !page.done
                spacing: 12

                Choice {
                    title: qsTr("Save what can be saved")
                    said: qsTr("Reads every message that is still whole and fills gaps from your backups. Best first try.")
                    primary: true
                    word: qsTr("Save what can be saved")
                    onChosen: page.recovery.save()
                }
                Choice {
                    visible: page.recovery.backupTime !== ""
                    title: qsTr("Use the backup of %1").arg(page.day(page.recovery.backupTime))
                    said: qsTr("%1 messages.").arg(page.recovery.backupMessages) + " "
                        + (page.recovery.lost < 0 ? qsTr("What was said after it would be missing.")
                            : page.recovery.lost === 0 ? qsTr("Nothing was said since.")
                            : qsTr("%1 messages said since would be missing.").arg(page.recovery.lost))
                    word: qsTr("Use this backup")
                    onChosen: page.recovery.restore()
                }
                Words {
                    width: parent.width
                    visible: page.recovery.backupTime === ""
                    horizontalAlignment: Text.AlignHCenter
                    text: qsTr("There is no sound backup.")
                    color: Theme.muted
                    font.pixelSize: Theme.textSecond
                }
            }
            Row {
                anchors.horizontalCenter: parent.horizontalCenter
                spacing: 8

                PushButton {
                    visible: page.done
                    text: qsTr("Show the kept files")
                    onClicked: page.recovery.showFolder()
                }
                PushButton {
                    visible: page.done || (page.recovery.canWait && !page.working)
                    primary: page.done
                    plain: !page.done
                    text: page.done ? qsTr("Back to Tsuki") : qsTr("Later")
                    onClicked: page.recovery.later()
                }
            }
        }
    }

    component Choice: Rectangle {
        id: choice

        property string title
        property string said
        property string word
        property bool primary: false
        signal chosen()

        width: parent ? parent.width : 0
        implicitHeight: inner.implicitHeight + 32
        radius: Theme.radiusCard
        color: Theme.surface
        border.width: 1
        border.color: Theme.line

        Column {
            id: inner

            x: 18
            y: 16
            width: parent.width - 36
            spacing: 6

            Words {
                width: parent.width
                text: choice.title
                font.weight: Font.Bold
            }
            Words {
                width: parent.width
                text: choice.said
                color: Theme.muted
                font.pixelSize: Theme.textSecond
                bottomPadding: 6
            }
            PushButton {
                text: choice.word
                primary: choice.primary
                enabled: !page.working
                onClicked: choice.chosen()
            }
        }
    }
}
