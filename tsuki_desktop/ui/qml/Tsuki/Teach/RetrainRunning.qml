pragma ComponentBehavior: Bound

import QtQuick
import Tsuki.Bridge
import Tsuki.Look
import Tsuki.Models as Parts

// The training as it goes: figures, curves, warnings, and what is safe.
Column {
    id: body

    required property Retrain retrain
    readonly property RetrainRun run: retrain.run
    readonly property bool live: retrain.state === "running" || retrain.state === "starting"

    readonly property string lent: retrain.gpu.lent ? qsTr("Until it ends she answers from the processor.") : ""

    spacing: 16

    Sweep {
        width: parent.width
        visible: body.live && body.run.loading !== ""
        label: body.run.loading
    }
    Flow {
        id: figures

        width: parent.width
        visible: body.run.figures.length > 0
        spacing: Math.min(40, Math.max(20, width / 20))

        Repeater {
            model: body.run.figures

            Column {
                id: figure

                required property var modelData

                Accessible.role: Accessible.StaticText
                Accessible.name: modelData.label + ": " + modelData.value

                Words {
                    anchors.left: parent.left
                    text: figure.modelData.value
                    font.pixelSize: Theme.px(18)
                    font.weight: Font.Bold
                    wrapMode: Text.NoWrap
                    Accessible.ignored: true
                }
                Words {
                    anchors.left: parent.left
                    text: figure.modelData.label
                    color: Theme.muted
                    font.pixelSize: Theme.textSecond
                    wrapMode: Text.NoWrap
                    Accessible.ignored: true
                }
            }
        }
    }
    LossPlot {
        width: parent.width
        visible: body.run.step > 0
        learned: body.run.learned
        heldOut: body.run.heldOut
        ticks: body.run.ticks
        of: body.run.of
        words: body.run.plotWords
    }
    Repeater {
        model: body.run.warnings

        Parts.Trouble {
            required property var modelData

            width: parent ? parent.width : 0
            message: modelData.message
            hint: modelData.hint
            symbol: "warning"
            ink: Theme.moon
        }
    }
    Words {
        width: parent.width
        visible: text !== ""
        text: body.run.asked === "pause" ? qsTr("Pausing after this step…")
            : body.run.asked === "stop" ? qsTr("Saving and stopping after this step…")
            : body.run.asked === "finish" ? qsTr("Finishing after this step…")
            : body.live ? [body.run.saved, qsTr("You can close the window: it goes on."), body.lent].filter(one => one !== "").join(" ")
            : body.retrain.state === "paused" ? [qsTr("It waits in memory. You can close the window; Resume goes on from here."), body.lent].filter(one => one !== "").join(" ")
            : ""
        color: Theme.muted
        font.pixelSize: Theme.textSecond
    }
}
