pragma ComponentBehavior: Bound

import QtQuick
import Tsuki.Bridge
import Tsuki.Look

// Three ways to end a training, and none by mistake.
Sheet {
    id: sheet

    required property Retrain retrain

    title: qsTr("Stop the training?")
    most: Theme.px(520)

    component Way: Item {
        id: way

        required property string what
        required property string then
        required property string act
        property bool danger: false
        signal chosen()

        width: parent ? parent.width : 0
        implicitHeight: Math.max(words.implicitHeight, button.height) + 8

        Column {
            id: words

            anchors.verticalCenter: parent.verticalCenter
            width: parent.width - button.width - 16

            Words {
                width: parent.width
                text: way.what
                font.weight: Font.DemiBold
            }
            Words {
                width: parent.width
                text: way.then
                color: Theme.muted
                font.pixelSize: Theme.textSecond
            }
        }
        PushButton {
            id: button

            anchors.right: parent.right
            anchors.verticalCenter: parent.verticalCenter
            text: way.act
            danger: way.danger
            Accessible.description: way.then
            onClicked: {
                way.chosen()
                sheet.close()
            }
        }
    }

    Words {
        width: parent ? parent.width : 0
        visible: !sheet.retrain.run.stops
        text: qsTr("It listens after its next step.")
        color: Theme.muted
    }
    Way {
        enabled: sheet.retrain.run.stops
        what: qsTr("Go on another time")
        then: qsTr("It saves where it is and ends. Resume goes on from there, with the same result.")
        act: qsTr("Save and stop")
        onChosen: sheet.retrain.run.stopForNow()
    }
    Way {
        enabled: sheet.retrain.run.hears
        what: qsTr("She has learned enough")
        then: qsTr("The best she was so far is kept, made into a model, and tested.")
        act: qsTr("Finish now")
        onChosen: sheet.retrain.run.finishEarly()
    }
    Way {
        what: qsTr("Throw it away")
        then: qsTr("What she learned in this training is deleted. Your chats and ratings stay.")
        act: qsTr("Delete")
        danger: true
        onChosen: sheet.retrain.throwAway()
    }
    PushButton {
        anchors.right: parent ? parent.right : undefined
        text: qsTr("Keep training")
        focus: true
        onClicked: sheet.close()
    }
}
