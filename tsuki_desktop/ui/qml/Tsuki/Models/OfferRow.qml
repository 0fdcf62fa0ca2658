pragma ComponentBehavior: Bound

import QtQuick
import Tsuki.Bridge
import Tsuki.Look

// One model that can be fetched, and how far it has come.
Item {
    id: row

    required property int index
    required property string name
    required property real downloadBytes
    required property real memoryBytes
    required property string licence
    required property bool thinks
    required property bool best
    required property var sources
    required property string source
    required property string state_
    required property real done
    required property real total
    required property real speed
    required property string status
    required property string problem
    required property string hint
    required property real expected
    required property string expectedFrom

    required property Fetching fetching
    signal discardAsked()

    readonly property bool busy: state_ === "asking" || state_ === "fetching"
    readonly property bool begun: state_ !== ""
    readonly property bool waits: state_ === "failed" || state_ === "paused"
    readonly property string from: place(source || sources[0] || "")
    readonly property string other: sources.find(one => one !== (source || sources[0])) ?? ""

    function place(from: string): string {
        return from === "ollama" ? qsTr("ollama.com") : qsTr("huggingface.co")
    }
    function go(from: string): void {
        fetching.fetch(name, from)
    }

    implicitHeight: lines.implicitHeight + 28

    Rectangle {
        x: 20
        width: parent.width - 40
        height: 1
        visible: row.index > 0
        color: Theme.line
    }
    Column {
        id: lines

        anchors.left: parent.left
        anchors.leftMargin: 20
        anchors.right: buttons.left
        anchors.rightMargin: 12
        anchors.verticalCenter: parent.verticalCenter
        spacing: 4

        Flow {
            width: parent.width
            spacing: 8

            Words {
                width: Math.min(implicitWidth, parent.width)
                text: row.name
                font.weight: Font.DemiBold
                elide: Text.ElideMiddle
                wrapMode: Text.NoWrap
            }
            Tag {
                visible: row.best && !row.begun
                text: row.expected > 0 ? qsTr("suits this computer") : qsTr("largest that fits well")
                ink: Theme.moon
            }
        }
        Words {
            width: parent.width
            visible: !row.begun && text !== ""
            text: Sizes.joined([
                row.downloadBytes > 0 ? qsTr("about %1 to download").arg(Sizes.bytes(row.downloadBytes)) : "",
                row.memoryBytes > 0 ? qsTr("needs about %1 of memory").arg(Sizes.bytes(row.memoryBytes)) : "",
                row.licence, qsTr("from %1").arg(row.from),
                row.expected > 0 ? qsTr("perhaps %1 here").arg(Sizes.speed(row.expected)) : ""])
            color: Theme.muted
            font.pixelSize: Theme.textSecond
        }
        Meter {
            width: parent.width
            visible: row.begun && row.state_ !== "failed" && row.total > 0
            label: qsTr("%1: %2% are here").arg(row.name).arg(Math.floor(value * 100))
            value: row.total > 0 ? row.done / row.total : 0
            ink: row.busy ? Theme.accent : Theme.edge
        }
        Words {
            objectName: "progress"
            width: parent.width
            visible: row.begun && row.state_ !== "failed"
            text: {
                if (row.state_ === "asking")
                    return qsTr("Asking %1…").arg(row.from)
                const far = row.total > 0 ? qsTr("%1 of %2").arg(Sizes.bytes(row.done)).arg(Sizes.bytes(row.total))
                    : row.done > 0 ? qsTr("%1 are here").arg(Sizes.bytes(row.done)) : ""
                if (row.state_ === "paused")
                    return Sizes.joined([qsTr("Paused"), far])
                if (row.done >= row.total)
                    return Sizes.joined([qsTr("Finishing…"), far])
                return Sizes.joined([far, row.speed > 0 ? qsTr("%1 a second").arg(Sizes.bytes(row.speed)) : "",
                    row.speed > 0 ? Sizes.left((row.total - row.done) / row.speed) : ""])
            }
            color: Theme.muted
            font.pixelSize: Theme.textSecond
            font.features: ({ "tnum": 1 })
        }
        Trouble {
            width: parent.width
            visible: row.state_ === "failed"
            symbol: "warning"
            ink: Theme.bad
            message: row.problem
            hint: row.hint
        }
    }
    Row {
        id: buttons

        anchors.right: parent.right
        anchors.rightMargin: 14
        anchors.verticalCenter: parent.verticalCenter
        spacing: 4

        PushButton {
            text: row.busy ? qsTr("Pause") : row.state_ === "paused" ? qsTr("Go on")
                : row.state_ === "failed" ? qsTr("Try again") : qsTr("Fetch")
            symbol: row.busy ? "pause" : row.state_ === "paused" ? "play" : "download"
            primary: row.best && !row.begun
            Accessible.name: text + " " + row.name
            Accessible.description: row.busy ? "" : qsTr("Downloads from %1").arg(row.from)
            onClicked: row.busy ? row.fetching.pause(row.name) : row.go(row.source || row.sources[0])
        }
        Item {
            // Keeps the buttons of all rows below each other.
            anchors.verticalCenter: parent.verticalCenter
            visible: row.fetching.ollama || row.waits
            implicitWidth: more.implicitWidth
            implicitHeight: more.implicitHeight

            IconButton {
                id: more

                visible: row.waits || (!row.begun && row.other !== "")
                symbol: "more"
                text: row.waits ? qsTr("What to do with %1").arg(row.name) : qsTr("Other ways to fetch %1").arg(row.name)
                onClicked: menu.popup(more, 0, more.height + 4)
            }
        }
    }
    PopMenu {
        id: menu

        title: more.text

        implicitWidth: Theme.px(320)

        PopItem {
            visible: row.waits
            text: row.source === "ollama" ? qsTr("Not now: Ollama keeps what has arrived") : qsTr("Not now: what has arrived stays")
            symbol: "close"
            onTriggered: row.fetching.putAway(row.name)
        }
        PopItem {
            visible: row.waits && row.source === "llama.cpp" && row.done > 0
            text: qsTr("Throw away what has arrived…")
            symbol: "trash"
            danger: true
            onTriggered: row.discardAsked()
        }
        PopItem {
            visible: !row.begun
            text: row.other === "ollama" ? qsTr("Fetch it with Ollama, from ollama.com") : qsTr("Fetch it from huggingface.co")
            symbol: "download"
            onTriggered: row.go(row.other)
        }
    }
}
