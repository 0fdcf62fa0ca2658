pragma ComponentBehavior: Bound

import QtQuick
import Tsuki.Look
import Tsuki.Models as Parts

// One model that was made here: what it is, how it did, and what can be done with it.
Item {
    id: row

    required property string uid
    required property string name
    required property string date
    required property string verdict
    required property string verdictWords
    required property string facts
    required property string learned
    required property int forgotten
    required property bool inUse
    required property bool canGoBack
    required property bool hasReport
    required property bool free
    required property int index

    signal used(bool force)
    signal backAsked()
    signal useAsked()
    signal reportAsked()
    signal deleteAsked()

    implicitHeight: lines.implicitHeight + 24
    Accessible.role: Accessible.ListItem
    Accessible.name: [name, verdictWords, inUse ? qsTr("speaks now") : "", date, facts, learned].filter(one => one !== "").join(", ")

    Rectangle {
        width: parent.width
        height: 1
        visible: row.index > 0
        color: Theme.line
    }
    Column {
        id: lines

        anchors.left: parent.left
        y: 12
        width: parent.width - buttons.width - 12
        spacing: 3

        Flow {
            width: parent.width
            spacing: 8

            Words {
                width: Math.min(implicitWidth, parent.width)
                text: row.name
                font.weight: Font.DemiBold
                elide: Text.ElideMiddle
                wrapMode: Text.NoWrap
                Accessible.ignored: true
            }
            Parts.Tag {
                visible: row.inUse
                text: qsTr("speaks now")
                ink: Theme.accent
            }
            Parts.Tag {
                text: row.verdictWords
                ink: row.verdict === "better" ? Theme.good : row.verdict === "worse" ? Theme.bad : Theme.muted
            }
        }
        Words {
            width: parent.width
            text: [row.date.replace(/ /g, "\u00a0"), row.facts].filter(one => one !== "").join("  ·  ")
            color: Theme.muted
            font.pixelSize: Theme.textSecond
        }
        Words {
            width: parent.width
            visible: text !== ""
            text: row.learned
            color: Theme.muted
            font.pixelSize: Theme.textSecond
        }
        Words {
            width: parent.width
            visible: row.forgotten > 0
            text: row.forgotten === 1 ? qsTr("1 message it learned from was deleted since. A model cannot forget; a new training leaves it out.")
                : qsTr("%1 messages it learned from were deleted since. A model cannot forget; a new training leaves them out.").arg(row.forgotten)
            color: Theme.moon
            font.pixelSize: Theme.textSecond
        }
    }
    Row {
        id: buttons

        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        spacing: 4

        PushButton {
            visible: row.canGoBack
            symbol: "undo"
            text: qsTr("Go back")
            Accessible.description: qsTr("Let the Tsuki from before speak again")
            onClicked: row.backAsked()
        }
        PushButton {
            visible: !row.inUse
            text: row.free ? qsTr("Use") : qsTr("Use…")
            Accessible.description: row.name
            onClicked: row.free ? row.used(false) : row.useAsked()
        }
        IconButton {
            id: more

            anchors.verticalCenter: parent.verticalCenter
            symbol: "more"
            text: qsTr("What to do with %1").arg(row.name)
            onClicked: menu.popup(more, 0, more.height + 4)
        }
    }
    PopMenu {
        id: menu

        title: more.text

        PopItem {
            text: qsTr("Full report")
            symbol: "info"
            visible: row.hasReport
            onTriggered: row.reportAsked()
        }
        PopItem {
            text: row.inUse ? qsTr("Delete: go back first") : qsTr("Delete…")
            symbol: "trash"
            danger: !row.inUse
            enabled: !row.inUse
            onTriggered: row.deleteAsked()
        }
    }
}
