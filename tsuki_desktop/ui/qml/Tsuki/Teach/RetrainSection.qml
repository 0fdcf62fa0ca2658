pragma ComponentBehavior: Bound

import QtQuick
import Tsuki.Bridge

// Everything about retraining on the Teach page: the card of the moment, its sheets, and earlier models.
Column {
    id: section

    required property App app
    readonly property Retrain retrain: app.retrain

    function askForPython() {
        files.setSource("RetrainFile.qml", {
            title: qsTr("A Python that has PyTorch, Transformers, TRL and PEFT"),
            chosen: file => section.retrain.setup.name(file)
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
    RetrainOptions {
        id: options

        retrain: section.retrain
        onFileAsked: files.setSource("RetrainFile.qml", {
            title: qsTr("Training data to learn from"),
            nameFilters: [qsTr("Training data (*.jsonl)")],
            chosen: file => section.retrain.plan.addFile(file)
        })
        onPythonAsked: section.askForPython()
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
    Loader {
        id: files
    }
}
