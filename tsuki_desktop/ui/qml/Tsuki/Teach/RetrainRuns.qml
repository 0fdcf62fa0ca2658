pragma ComponentBehavior: Bound

import QtQuick
import Tsuki.Bridge
import Tsuki.Look

// Every training but the one that the page shows, the newest first: each of them holds chats.
Card {
    id: card

    required property Retrain retrain
    readonly property RetrainPast past: retrain.past
    readonly property bool occupied: ["planning", "measuring", "asking", "starting", "running", "paused", "building", "proving"].includes(retrain.state)
    property bool all: false
    readonly property int few: 3
    signal resultAsked()
    signal deleteAsked(string uid, string date, bool waits)

    title: qsTr("Trainings")
    sentence: qsTr("Each keeps the chats that it learned from, until you delete it.")

    Column {
        width: parent ? parent.width : 0
        enabled: !card.past.busy

        Repeater {
            model: card.past.runs

            RetrainRunRow {
                id: row

                width: parent ? parent.width : 0
                visible: card.all || index < card.few
                height: visible ? implicitHeight : 0
                busy: card.occupied
                onResumed: card.retrain.resumeRun(row.uid)
                onMade: card.retrain.makeRun(row.uid)
                onResultAsked: card.resultAsked()
                onDeleteAsked: card.deleteAsked(row.uid, row.date, row.act === "bring")
            }
        }
    }
    PushButton {
        anchors.left: parent.left
        anchors.leftMargin: -10
        visible: card.past.runs.count > card.few
        plain: true
        text: card.all ? qsTr("Show fewer") : qsTr("Show all %1").arg(card.past.runs.count)
        onClicked: card.all = !card.all
    }
}
