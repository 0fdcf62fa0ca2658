pragma ComponentBehavior: Bound

import QtQuick
import Tsuki.Bridge
import Tsuki.Look

// The models that were made here, the newest first.
Card {
    id: card

    required property RetrainMade made
    property bool all: false
    readonly property int few: 4
    signal useAsked(string uid, string name)
    signal deleteAsked(string uid, string name)

    title: qsTr("Your own Tsukis")
    sentence: qsTr("Each knows all that you had taught by the day it was made.")

    Column {
        width: parent ? parent.width : 0
        enabled: !card.made.busy

        Repeater {
            model: card.made.models

            RetrainModelRow {
                id: row

                width: parent ? parent.width : 0
                visible: card.all || index < card.few
                height: visible ? implicitHeight : 0
                onUsed: force => card.made.use(row.uid, force)
                onBackAsked: card.made.goBack()
                onUseAsked: card.useAsked(row.uid, row.name)
                onReportAsked: card.made.report(row.uid)
                onDeleteAsked: card.deleteAsked(row.uid, row.name)
            }
        }
    }
    PushButton {
        anchors.left: parent.left
        anchors.leftMargin: -10
        visible: card.made.models.count > card.few
        plain: true
        text: card.all ? qsTr("Show fewer") : qsTr("Show all %1").arg(card.made.models.count)
        onClicked: card.all = !card.all
    }
}
