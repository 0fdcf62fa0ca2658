pragma ComponentBehavior: Bound

import QtQuick
import Tsuki.Bridge
import Tsuki.Look
import Tsuki.Models as Parts

// A Tsuki of one's own: set up, train, prove, decide. What can be done now follows from `at`.
Card {
    id: card

    required property Retrain retrain
    readonly property string at: retrain.state
    readonly property RetrainSetup setup: retrain.setup
    readonly property bool settingUp: setup.state === "building" || setup.state === "checking"
    readonly property bool goingOn: ["starting", "running", "paused", "broken", "failed"].includes(at)
    signal optionsAsked()
    signal stopAsked()
    signal useAsked()
    signal pythonAsked()
    signal borrowAsked()
    signal resultAsked()

    function shortOf(missing: int, usable: int): string {
        const words = qsTr("%1 more liked replies, and she can learn your taste: %2 of 50 are there.").arg(missing).arg(usable)
        return retrain.plan.hasVoice ? words : words + " " + qsTr("The starter chats can be learned from already.")
    }

    readonly property string honest: qsTr("It changes how she sounds, not what she knows.")

    title: {
        switch (at) {
        case "failed": return qsTr("The training failed")
        case "broken": return qsTr("The training stopped")
        case "paused": return qsTr("The training is paused")
        case "trained": return qsTr("She has finished learning")
        case "built": return qsTr("She is made, and not tested yet")
        case "verdict": return retrain.verdict.title
        default: return qsTr("Retraining")
        }
    }
    sentence: {
        switch (at) {
        case "unset": return settingUp ? setup.what
            : retrain.resultWaits ? qsTr("What was learned elsewhere is here. It becomes a model as soon as training is set up on this computer.")
            : qsTr("Make a Tsuki of your own from what you liked, on this computer. %1").arg(honest)
        case "short": return retrain.plan.lack !== "" ? retrain.plan.lack
            : shortOf(retrain.plan.missing, retrain.plan.usable)
        case "ready": return retrain.plan.sentence
        case "planning": return qsTr("Reading what there is to learn from…")
        case "measuring": return qsTr("Measuring how fast this computer trains. It takes a minute, and nothing is kept.")
        case "asking": return retrain.plan.estimateWords
        case "starting": return qsTr("Starting…")
        case "running": return retrain.run.line
        case "paused": return retrain.run.line
        case "broken": return retrain.run.trouble !== "" ? retrain.run.trouble + " " + retrain.run.hint
            : retrain.run.resumable ? qsTr("Nothing is lost: it goes on from its last checkpoint.")
            : qsTr("It was stopped before anything was saved; Try again begins anew.")
        case "failed": return retrain.run.trouble + " " + retrain.run.hint
        case "trained": return qsTr("Next she is made into a model and tested against the one that speaks now. That takes some minutes.")
        case "building":
        case "proving": return retrain.verdict.doing
        case "built": return qsTr("The test compares her with the one that speaks now, on chats that neither has seen.")
        case "verdict": return retrain.verdict.reason
        default: return ""
        }
    }
    tools: [
        // Not set up
        PushButton {
            visible: card.at === "unset" && !card.settingUp
            text: qsTr("Use a Python of mine…")
            plain: true
            onClicked: card.pythonAsked()
        },
        PushButton {
            visible: card.at === "unset" && !card.settingUp
            primary: true
            symbol: "download"
            text: qsTr("Set up training")
            onClicked: card.setup.setUp()
        },
        PushButton {
            visible: card.at === "unset" && card.settingUp
            text: qsTr("Cancel")
            onClicked: card.setup.cancel()
        },
        // Nothing runs
        PushButton {
            visible: card.at === "ready" || card.at === "short"
            text: qsTr("Options…")
            Accessible.name: qsTr("Options of the retraining")
            onClicked: card.optionsAsked()
        },
        PushButton {
            visible: card.at === "short" && !card.retrain.plan.hasVoice && card.retrain.plan.lack === ""
            text: qsTr("Starter chats alone")
            onClicked: card.retrain.plan.starterAlone()
        },
        PushButton {
            visible: card.at === "ready"
            enabled: card.retrain.plan.trouble === ""
            primary: true
            symbol: "sparkle"
            text: qsTr("Train her")
            onClicked: card.retrain.train()
        },
        IconButton {
            id: more

            anchors.verticalCenter: parent ? parent.verticalCenter : undefined
            visible: ["ready", "short"].includes(card.at) || (card.at === "unset" && !card.settingUp)
            symbol: "more"
            text: qsTr("Other ways to train her")
            onClicked: ways.popup(more, more.width - ways.width, more.height + 4)
        },
        // Something is being found out
        PushButton {
            visible: ["planning", "measuring", "building", "proving"].includes(card.at)
            text: qsTr("Cancel")
            onClicked: card.retrain.cancel()
        },
        PushButton {
            visible: card.at === "asking"
            text: qsTr("Not now")
            onClicked: card.retrain.notNow()
        },
        PushButton {
            visible: card.at === "asking"
            primary: true
            text: qsTr("Start")
            onClicked: card.retrain.start()
        },
        // A run
        PushButton {
            visible: card.at === "running"
            enabled: card.retrain.run.hears
            symbol: "pause"
            text: qsTr("Pause")
            onClicked: card.retrain.run.pause()
        },
        PushButton {
            visible: card.at === "failed"
            plain: true
            text: qsTr("Open log")
            onClicked: card.retrain.openLog()
        },
        PushButton {
            visible: card.at === "running" || card.at === "paused"
            text: qsTr("Stop…")
            onClicked: card.stopAsked()
        },
        PushButton {
            visible: ["broken", "failed"].includes(card.at)
            text: qsTr("Put away")
            onClicked: card.retrain.notNow()
        },
        PushButton {
            visible: ["paused", "broken", "failed"].includes(card.at)
            enabled: card.retrain.run.asked === ""
            primary: true
            symbol: "play"
            text: card.at === "paused" || card.retrain.run.resumable ? qsTr("Resume") : qsTr("Try again")
            onClicked: card.retrain.resume()
        },
        // A model
        PushButton {
            visible: card.at === "trained"
            text: qsTr("Put away")
            onClicked: card.retrain.notNow()
        },
        PushButton {
            visible: card.at === "trained"
            primary: true
            text: qsTr("Make and test her")
            onClicked: card.retrain.make()
        },
        PushButton {
            visible: card.at === "built" || (card.at === "verdict" && card.retrain.verdict.kind !== "better")
            text: qsTr("Use her anyway…")
            onClicked: card.useAsked()
        },
        PushButton {
            visible: card.at === "built"
            primary: true
            text: qsTr("Test her")
            onClicked: card.retrain.prove()
        },
        PushButton {
            visible: card.at === "verdict"
            primary: card.retrain.verdict.kind !== "better"
            text: qsTr("Keep the old one")
            onClicked: card.retrain.notNow()
        },
        PushButton {
            visible: card.at === "verdict" && card.retrain.verdict.kind === "better"
            primary: true
            symbol: "check"
            text: qsTr("Use her")
            onClicked: card.retrain.made.use(card.retrain.verdict.uid, false)
        }
    ]

    PopMenu {
        id: ways

        title: more.text
        implicitWidth: Theme.px(270)

        PopItem {
            text: qsTr("Train on a borrowed GPU…")
            symbol: "archive"
            onTriggered: card.borrowAsked()
        }
        PopItem {
            text: qsTr("Bring a result back…")
            symbol: "undo"
            onTriggered: card.resultAsked()
        }
    }
    Parts.Trouble {
        width: parent ? parent.width : 0
        visible: card.retrain.trouble !== ""
        message: card.retrain.trouble
        hint: card.retrain.hint
        symbol: "warning"
        ink: Theme.bad
    }
    Parts.Trouble {
        width: parent ? parent.width : 0
        visible: ["unset", "short", "ready"].includes(card.at) && card.setup.trouble !== ""
        message: card.setup.trouble
        hint: card.setup.hint
        symbol: "warning"
        ink: Theme.bad
    }
    Words {
        width: parent ? parent.width : 0
        visible: card.at === "unset" && !card.settingUp && text !== ""
        text: card.setup.needs
        color: Theme.muted
        font.pixelSize: Theme.textSecond
    }
    Sweep {
        width: parent ? parent.width : 0
        visible: card.at === "unset" && card.settingUp
        label: card.setup.what
    }
    Words {
        width: parent ? parent.width : 0
        visible: card.at === "unset" && card.setup.state === "building"
        text: (card.setup.packages > 0 ? qsTr("%1 packages so far. ").arg(card.setup.packages) : "")
            + qsTr("Cancel leaves nothing behind.")
        color: Theme.muted
        font.pixelSize: Theme.textSecond
    }
    Parts.Trouble {
        width: parent ? parent.width : 0
        visible: card.at === "ready" && card.retrain.plan.trouble !== ""
        message: card.retrain.plan.trouble
        hint: card.retrain.plan.hint
        symbol: "warning"
        ink: Theme.bad
    }
    Words {
        width: parent ? parent.width : 0
        visible: card.at === "ready" && card.retrain.plan.trouble === ""
        text: card.retrain.plan.estimateWords + " " + card.honest
        color: Theme.muted
        font.pixelSize: Theme.textSecond
    }
    Words {
        width: parent ? parent.width : 0
        visible: card.at === "asking"
        text: qsTr("She stays as she is meanwhile, and you can go on chatting. %1").arg(card.honest)
        color: Theme.muted
        font.pixelSize: Theme.textSecond
    }
    Sweep {
        width: parent ? parent.width : 0
        visible: ["planning", "measuring", "building", "proving"].includes(card.at)
        label: card.sentence
        done: card.at === "proving" ? card.retrain.verdict.done : -1
    }
    Words {
        width: parent ? parent.width : 0
        visible: card.at === "building" || card.at === "proving"
        text: qsTr("Closing the window ends this and keeps what she learned. The old one speaks until you decide.")
        color: Theme.muted
        font.pixelSize: Theme.textSecond
    }
    Loader {
        width: parent ? parent.width : 0
        active: card.goingOn
        visible: active
        sourceComponent: RetrainRunning {
            retrain: card.retrain
        }
    }
    Loader {
        width: parent ? parent.width : 0
        active: (card.goingOn || card.at === "trained") && card.retrain.run.trainsOn !== ""
        visible: active
        sourceComponent: RetrainWhat {
            run: card.retrain.run
        }
    }
    Loader {
        width: parent ? parent.width : 0
        active: card.at === "verdict"
        visible: active
        sourceComponent: RetrainVerdictBody {
            retrain: card.retrain
        }
    }
}
