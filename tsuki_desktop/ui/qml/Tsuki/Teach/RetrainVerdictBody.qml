pragma ComponentBehavior: Bound

import QtQuick
import Tsuki.Bridge
import Tsuki.Look

// Why she won or did not: her face, every figure, and the ways to look closer.
Column {
    id: body

    required property Retrain retrain
    readonly property RetrainVerdict verdict: retrain.verdict
    property bool all: verdict.kind !== "better"

    spacing: 10

    Item {
        width: parent.width
        implicitHeight: Math.max(face.height, about.implicitHeight)

        Face {
            id: face

            anchors.left: parent.left
            anchors.verticalCenter: parent.verticalCenter
            edge: Theme.px(52)
            emotion: body.verdict.kind === "better" ? "happy" : body.verdict.kind === "worse" ? "pouty" : "curious"
        }
        Column {
            id: about

            anchors.verticalCenter: parent.verticalCenter
            anchors.left: face.right
            anchors.leftMargin: 14
            anchors.right: parent.right
            spacing: 2

            Words {
                width: parent.width
                visible: text !== ""
                text: body.verdict.fall
                font.weight: Font.DemiBold
            }
            Words {
                width: parent.width
                text: body.verdict.against
                color: Theme.muted
                font.pixelSize: Theme.textSecond
            }
            Words {
                width: parent.width
                visible: text !== ""
                text: body.verdict.votes
            }
        }
    }
    Column {
        width: parent.width

        Repeater {
            model: body.all ? body.verdict.rows : body.verdict.rows.slice(0, 1)

            RetrainMeasure {
                width: parent ? parent.width : 0
            }
        }
    }
    Words {
        width: parent.width
        visible: body.all
        text: qsTr("The bar shows where the difference lies: right of the middle is better. The thin line is how much worse is still allowed.")
        color: Theme.muted
        font.pixelSize: Theme.textLeast
    }
    Flow {
        width: parent.width
        spacing: 8

        PushButton {
            visible: !body.all
            text: qsTr("Show every figure")
            onClicked: body.all = true
        }
        PushButton {
            visible: body.verdict.pairs > 0
            symbol: "eye"
            text: body.verdict.votes === "" ? qsTr("Compare blind…") : qsTr("Compare again…")
            onClicked: body.retrain.compare()
        }
        PushButton {
            plain: true
            text: qsTr("Full report")
            onClicked: body.retrain.made.report(body.verdict.uid)
        }
        PushButton {
            plain: true
            text: qsTr("Test again")
            onClicked: body.retrain.prove()
        }
    }
}
