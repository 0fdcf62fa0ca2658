pragma ComponentBehavior: Bound

import QtQuick
import Tsuki.Bridge
import Tsuki.Look
import Tsuki.Models as Parts

// What she learns from, what she starts from, and how.
Sheet {
    id: sheet

    required property Retrain retrain
    readonly property RetrainPlan plan: retrain.plan
    signal fileAsked()
    signal pythonAsked()
    signal borrowAsked()

    readonly property var methods: [
        { key: "sft", title: qsTr("Imitate what you liked"), what: qsTr("Learns to say such replies (SFT). Start here.") },
        { key: "dpo", title: qsTr("Prefer the better of two"), what: qsTr("Learns from pairs of replies (DPO), after a first training.") },
        { key: "kto", title: qsTr("Follow thumbs up and down"), what: qsTr("Learns from thumbs alone (KTO): 50 of each kind.") }
    ]
    readonly property var presets: [
        { key: "recommended", title: qsTr("Recommended"), what: qsTr("Fitted to the model's size, as measured.") },
        { key: "guide", title: qsTr("The guide's"), what: qsTr("Rank 16 on q, k, v and o, rate 0.0002, 3 epochs: for models of 3 billion parameters and a GPU.") }
    ]

    function at(list: var, key: var): int {
        return Math.max(0, list.findIndex(one => one.key === key))
    }

    title: qsTr("Retraining")
    most: Theme.px(640)

    component Choice: Item {
        id: choice

        required property string label
        required property var offers
        required property var value
        property string what: ""
        signal picked(var key)

        readonly property bool stacked: width < Theme.px(420)

        width: parent ? parent.width : 0
        implicitHeight: stacked ? words.implicitHeight + box.height + 6 : Math.max(words.implicitHeight, box.height)

        Column {
            id: words

            y: choice.stacked ? 0 : Math.round((parent.height - height) / 2)
            width: choice.stacked ? parent.width : parent.width - box.width - 16

            Words {
                width: parent.width
                text: choice.label
            }
            Words {
                width: parent.width
                visible: text !== ""
                text: choice.what
                color: Theme.muted
                font.pixelSize: Theme.textLeast
            }
        }
        Picker {
            id: box

            anchors.right: parent.right
            y: choice.stacked ? words.height + 6 : Math.round((parent.height - height) / 2)
            width: choice.stacked ? parent.width : Math.min(parent.width * 0.5, Theme.px(270))
            label: choice.label
            model: choice.offers.map(one => one.title)
            currentIndex: sheet.at(choice.offers, choice.value)
            onActivated: index => choice.picked(choice.offers[index].key)
        }
    }
    component Line: Rectangle {
        width: parent ? parent.width : 0
        height: 1
        color: Theme.line
    }
    component Title: Words {
        color: Theme.muted
        font.pixelSize: Theme.textSecond
        font.weight: Font.DemiBold
    }

    Title { text: qsTr("What she learns from") }
    Repeater {
        model: sheet.plan.sources

        Item {
            id: source

            required property var modelData

            width: parent ? parent.width : 0
            implicitHeight: Math.max(words.implicitHeight, Theme.control)

            Column {
                id: words

                anchors.verticalCenter: parent.verticalCenter
                width: parent.width - tick.width - 16

                Words {
                    width: parent.width
                    text: source.modelData.title
                    elide: Text.ElideMiddle
                    maximumLineCount: 2
                }
                Words {
                    width: parent.width
                    text: source.modelData.what
                    color: Theme.muted
                    font.pixelSize: Theme.textLeast
                }
            }
            Toggle {
                id: tick

                anchors.right: parent.right
                anchors.verticalCenter: parent.verticalCenter
                text: source.modelData.title
                checked: source.modelData.chosen
                onToggled: sheet.plan.take(source.modelData.key, checked)
            }
        }
    }
    PushButton {
        anchors.left: parent.left
        anchors.leftMargin: -10
        plain: true
        symbol: "plus"
        text: qsTr("A file…")
        Accessible.name: qsTr("Learn from a file")
        onClicked: sheet.fileAsked()
    }
    Line {}
    Choice {
        label: qsTr("Starts from")
        what: sheet.plan.startWords
        offers: sheet.plan.bases
        value: sheet.plan.options.base
        onPicked: key => sheet.plan.choose("base", key)
    }
    Choice {
        label: qsTr("How")
        what: sheet.methods[sheet.at(sheet.methods, sheet.plan.options.method)].what
        offers: sheet.methods
        value: sheet.plan.options.method
        onPicked: key => sheet.plan.choose("method", key)
    }
    Choice {
        visible: sheet.plan.options.method !== "sft"
        label: qsTr("Goes on from")
        what: qsTr("The training in which she learned to imitate.")
        offers: sheet.plan.runs
        value: sheet.plan.options.after
        onPicked: key => sheet.plan.choose("after", key)
    }
    Choice {
        label: qsTr("Figures")
        what: sheet.presets[sheet.at(sheet.presets, sheet.plan.options.preset)].what
        offers: sheet.presets
        value: sheet.plan.options.preset
        onPicked: key => sheet.plan.choose("preset", key)
    }
    Item {
        width: parent ? parent.width : 0
        implicitHeight: Math.max(smaller.implicitHeight, Theme.control)

        Column {
            id: smaller

            anchors.verticalCenter: parent.verticalCenter
            width: parent.width - half.width - 16

            Words {
                width: parent.width
                text: qsTr("A smaller file too")
            }
            Words {
                width: parent.width
                text: qsTr("Q4_K_M beside Q8_0: half the memory, slightly worse.")
                color: Theme.muted
                font.pixelSize: Theme.textLeast
            }
        }
        Toggle {
            id: half

            anchors.right: parent.right
            anchors.verticalCenter: parent.verticalCenter
            text: qsTr("A smaller file too")
            checked: sheet.plan.options.small === true
            onToggled: sheet.plan.choose("small", checked)
        }
    }
    Item {
        width: parent ? parent.width : 0
        implicitHeight: stacked ? trains.height + elsewhere.height + 2 : Math.max(trains.implicitHeight, elsewhere.height)

        readonly property bool stacked: width < Theme.px(460)

        Column {
            id: trains

            anchors.left: parent.left
            y: parent.stacked ? 0 : Math.round((parent.height - height) / 2)
            width: parent.stacked ? parent.width : parent.width - elsewhere.width - 16

            Words {
                width: parent.width
                text: qsTr("Trains on")
            }
            Words {
                width: parent.width
                text: sheet.plan.hardware
                color: Theme.muted
                font.pixelSize: Theme.textLeast
            }
        }
        PushButton {
            id: elsewhere

            x: parent.stacked !== Theme.mirrored ? -10 : parent.width - width + 10
            y: parent.stacked ? trains.height + 2 : Math.round((parent.height - height) / 2)
            plain: true
            text: qsTr("Borrow a GPU…")
            onClicked: {
                sheet.close()
                sheet.borrowAsked()
            }
        }
    }
    RetrainSetupRow {
        setup: sheet.retrain.setup
        onPythonAsked: sheet.pythonAsked()
    }
    Line {}
    Parts.Trouble {
        width: parent ? parent.width : 0
        visible: sheet.plan.trouble !== ""
        message: sheet.plan.trouble
        hint: sheet.plan.hint
        symbol: "warning"
        ink: Theme.bad
    }
    Words {
        width: parent ? parent.width : 0
        text: sheet.retrain.state === "short" && sheet.plan.lack !== "" ? sheet.plan.lack
            : sheet.plan.sentence + " " + sheet.plan.estimateWords
        color: Theme.muted
        font.pixelSize: Theme.textSecond
    }
    Flow {
        width: parent ? parent.width : 0
        layoutDirection: Qt.RightToLeft
        spacing: 8
        topPadding: 4

        PushButton {
            primary: true
            symbol: "sparkle"
            text: qsTr("Train her")
            enabled: sheet.retrain.state === "ready" && sheet.plan.trouble === ""
            onClicked: {
                sheet.retrain.train()
                sheet.close()
            }
        }
        PushButton {
            text: qsTr("Only measure")
            enabled: sheet.retrain.state === "ready" && sheet.plan.trouble === ""
            onClicked: {
                sheet.retrain.measure()
                sheet.close()
            }
        }
        PushButton {
            text: qsTr("Done")
            focus: true
            onClicked: sheet.close()
        }
    }
}
