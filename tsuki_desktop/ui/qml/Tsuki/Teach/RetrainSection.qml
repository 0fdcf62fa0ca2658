pragma ComponentBehavior: Bound

import QtQuick
import Tsuki.Bridge

// Everything about retraining on the Teach page: the card of the moment, its sheets, and earlier models.
Column {
    id: section

    required property App app
    readonly property Retrain retrain: app.retrain

    function askForPython(): void {
        files.setSource("RetrainFile.qml", {
            title: qsTr("A Python that has PyTorch, Transformers, TRL and PEFT"),
            chosen: file => section.retrain.setup.name(file)
        })
    }

    function askForResult(): void {
        files.setSource("RetrainFile.qml", {
            title: qsTr("What came back from the borrowed GPU"),
            nameFilters: [qsTr("Result of a training (*.zip)")],
            chosen: file => section.retrain.kit.bringBack(file)
        })
    }

    visible: retrain.state !== ""
    spacing: 16

    RetrainCard {
        width: parent.width
        retrain: section.retrain
        onOptionsAsked: options.open()
        onStopAsked: stop.open()
        onUseAsked: {
            anyway.uid = section.retrain.verdict.uid
            anyway.name = section.retrain.verdict.name
            anyway.open()
        }
        onPythonAsked: section.askForPython()
        onBorrowAsked: borrow.show()
        onResultAsked: section.askForResult()
    }
    RetrainModels {
        width: parent.width
        visible: section.retrain.made.models.count > 0
        made: section.retrain.made
        onUseAsked: (uid, name) => {
            anyway.uid = uid
            anyway.name = name
            anyway.open()
        }
        onDeleteAsked: (uid, name) => {
            gone.uid = uid
            gone.name = name
            gone.open()
        }
    }
    RetrainRuns {
        width: parent.width
        visible: section.retrain.past.runs.count > 0
        retrain: section.retrain
        onResultAsked: section.askForResult()
        onDeleteAsked: (uid, date, waits) => {
            spent.uid = uid
            spent.date = date
            spent.waits = waits
            spent.open()
        }
    }
    RetrainOptions {
        id: options

        retrain: section.retrain
        onFileAsked: files.setSource("RetrainFile.qml", {
            title: qsTr("Training data to learn from"),
            nameFilters: [qsTr("Training data (*.jsonl)")],
            chosen: file => section.retrain.plan.addFile(file)
        })
        onPythonAsked: section.askForPython()
        onBorrowAsked: borrow.show()
    }
    RetrainBorrow {
        id: borrow

        retrain: section.retrain
        onPlaceAsked: withBase => files.setSource("RetrainKitFile.qml", {
            chosen: file => section.retrain.kit.save(file, withBase)
        })
    }
    RetrainStop {
        id: stop

        retrain: section.retrain
    }
    RetrainBlindSheet {
        blind: section.retrain.blind
    }
    RetrainConsent {
        id: anyway

        property string uid: ""
        property string name: ""

        title: qsTr("Use her although she was not proven better?")
        words: qsTr("“%1” speaks from the next message on. One click on Go back brings the old one back.").arg(name)
        act: qsTr("Use her")
        keep: qsTr("Keep the old one")
        onAgreed: section.retrain.made.use(uid, true)
    }
    RetrainConsent {
        id: gone

        property string uid: ""
        property string name: ""

        title: qsTr("Delete “%1”?").arg(name)
        words: qsTr("The model is deleted from this computer, and there is no undo. What it learned from stays, so that it can be trained again.")
        act: qsTr("Delete")
        keep: qsTr("Keep it")
        danger: true
        onAgreed: section.retrain.made.remove(uid)
    }
    RetrainConsent {
        id: spent

        property string uid: ""
        property string date: ""
        property bool waits: false

        title: qsTr("Delete the training of %1?").arg(date)
        words: waits ? qsTr("What is learned on the borrowed GPU could not be brought back any more. Your chats and ratings stay.")
            : qsTr("What she learned in it and its copy of your chats are deleted, and there is no undo. Models that were made of it stay, and so do your chats and ratings.")
        act: qsTr("Delete")
        keep: qsTr("Keep it")
        danger: true
        onAgreed: section.retrain.past.remove(uid)
    }
    RetrainConsent {
        id: card

        title: qsTr("Train on the graphics card?")
        words: qsTr("Training needs the graphics card. Until it ends she answers from the processor, more slowly.")
        act: qsTr("Train")
        keep: qsTr("Not now")
        onAgreed: section.retrain.gpu.agree()
    }
    Connections {
        target: section.retrain.gpu
        function onWanted(): void {
            card.open()
        }
    }
    Loader {
        id: files
    }
}
