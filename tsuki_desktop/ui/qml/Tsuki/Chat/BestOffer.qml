pragma ComponentBehavior: Bound

import QtQuick
import Tsuki.Bridge
import Tsuki.Look
import Tsuki.Models as Parts

// The best model of the list for this computer, and how far it is: nothing is fetched before the button is pressed.
Column {
    id: offer

    required property App app
    property bool primary: true
    readonly property Fetching fetching: app.models.fetching
    readonly property bool any: rows.implicitHeight > 0

    // The list is put together when somebody looks at it.
    function look(): void {
        if (visible && app.ready && !app.models.known)
            app.models.look()
    }

    spacing: 8
    onVisibleChanged: look()
    Component.onCompleted: look()

    Connections {
        target: offer.app
        function onReadyChanged(): void {
            offer.look()
        }
    }
    Column {
        id: rows

        width: parent.width
        spacing: offer.spacing

        Repeater {
            model: offer.fetching.offers

            Rectangle {
                id: card

                required property string name
                required property real downloadBytes
                required property real memoryBytes
                required property string licence
                required property bool best
                required property var sources
                required property string source
                required property string state_
                required property real done
                required property real total
                required property real speed
                required property string problem
                required property string hint
                required property real expected
                required property string expectedFrom

                readonly property bool busy: state_ === "asking" || state_ === "fetching"
                readonly property string from: (source || sources[0]) === "ollama" ? qsTr("ollama.com") : qsTr("huggingface.co")
                readonly property string far: total > 0 ? qsTr("%1 of %2").arg(Parts.Sizes.bytes(done)).arg(Parts.Sizes.bytes(total)) : ""

                objectName: "best"
                width: rows.width
                visible: best || state_ !== ""
                implicitHeight: lines.implicitHeight + 28
                radius: Theme.radiusCard
                color: Theme.surface
                border.width: 1
                border.color: Theme.line

                Column {
                    id: lines

                    anchors.left: parent.left
                    anchors.leftMargin: 16
                    anchors.right: button.left
                    anchors.rightMargin: 12
                    anchors.verticalCenter: parent.verticalCenter
                    spacing: 4

                    Words {
                        width: parent.width
                        // Nothing measured, nothing said of the speed.
                        text: card.state_ !== "" ? card.name : (card.expected > 0 ? qsTr("%1 suits this computer")
                            : qsTr("%1 fits this computer")).arg(card.name)
                        font.weight: Font.DemiBold
                    }
                    Words {
                        width: parent.width
                        visible: card.state_ === ""
                        text: Parts.Sizes.joined([qsTr("about %1 to download from %2").arg(Parts.Sizes.bytes(card.downloadBytes)).arg(card.from),
                            card.memoryBytes > 0 ? qsTr("needs about %1 of memory").arg(Parts.Sizes.bytes(card.memoryBytes)) : "", card.licence,
                            card.expected > 0 ? qsTr("perhaps %1, going by %2 here").arg(Parts.Sizes.speed(card.expected)).arg(card.expectedFrom) : ""])
                        color: Theme.muted
                        font.pixelSize: Theme.textSecond
                    }
                    Parts.Meter {
                        width: parent.width
                        visible: card.state_ !== "" && card.state_ !== "failed" && card.total > 0
                        label: qsTr("%1: %2% are here").arg(card.name).arg(Math.floor(value * 100))
                        value: card.total > 0 ? card.done / card.total : 0
                        ink: card.busy ? Theme.accent : Theme.edge
                    }
                    Words {
                        objectName: "progress"
                        width: parent.width
                        visible: card.state_ !== "" && card.state_ !== "failed"
                        text: card.state_ === "asking" ? qsTr("Asking %1…").arg(card.from)
                            : card.state_ === "paused" ? Parts.Sizes.joined([qsTr("Paused"), card.far])
                            : Parts.Sizes.joined([card.far, card.speed > 0 ? Parts.Sizes.left((card.total - card.done) / card.speed) : "",
                                offer.app.needsModel ? "" : qsTr("the starter speaks meanwhile")])
                        color: Theme.muted
                        font.pixelSize: Theme.textSecond
                        font.features: ({ "tnum": 1 })
                    }
                    Parts.Trouble {
                        width: parent.width
                        visible: card.state_ === "failed"
                        symbol: "warning"
                        ink: Theme.bad
                        message: card.problem
                        hint: card.hint
                    }
                }
                PushButton {
                    id: button

                    anchors.right: parent.right
                    anchors.rightMargin: 14
                    anchors.verticalCenter: parent.verticalCenter
                    primary: offer.primary && card.state_ === ""
                    text: card.busy ? qsTr("Pause") : card.state_ === "paused" ? qsTr("Go on")
                        : card.state_ === "failed" ? qsTr("Try again") : qsTr("Fetch it")
                    symbol: card.busy ? "pause" : card.state_ === "paused" ? "play" : "download"
                    Accessible.name: text + ": " + card.name
                    Accessible.description: card.busy ? "" : qsTr("Downloads from %1. Nothing that you wrote is sent.").arg(card.from)
                    onClicked: card.busy ? offer.fetching.pause(card.name)
                        : offer.fetching.fetch(card.name, card.source || card.sources[0])
                }
            }
        }
    }
}
