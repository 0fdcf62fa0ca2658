pragma ComponentBehavior: Bound

import QtQuick
import Tsuki.Bridge
import Tsuki.Look

// Who speaks now, what runs her, and what memory there is.
Card {
    id: card

    required property App app
    readonly property Models models: app.models
    readonly property bool wide: width > Theme.px(600)

    Grid {
        width: parent ? parent.width : 0
        columns: card.wide ? 2 : 1
        columnSpacing: 32
        rowSpacing: 16

        Column {
            width: card.wide ? parent.width - memory.width - 32 : parent.width
            spacing: 4

            Words {
                width: parent.width
                text: qsTr("Speaks for Tsuki")
                color: Theme.muted
                font.pixelSize: Theme.textSecond
            }
            Words {
                objectName: "current"
                width: parent.width
                text: card.models.current || (card.models.known ? qsTr("Nobody yet") : qsTr("Looking…"))
                font.pixelSize: Theme.px(19)
                font.weight: Font.Bold
                wrapMode: Text.WrapAtWordBoundaryOrAnywhere
            }
            Words {
                width: parent.width
                visible: text !== ""
                text: card.models.runsOn
                topPadding: 4
            }
            Words {
                width: parent.width
                visible: text !== ""
                text: card.models.runsOnWhy
                color: Theme.muted
                font.pixelSize: Theme.textSecond
            }
            Words {
                width: parent.width
                visible: card.models.currentIsGone
                text: qsTr("It is not here any more. Choose another one below.")
                color: Theme.bad
            }
        }
        Column {
            id: memory

            width: card.wide ? Theme.px(230) : parent.width
            spacing: 12

            Words {
                width: parent.width
                text: qsTr("%1 of %2 memory free").arg(Sizes.bytes(card.models.memoryFree))
                    .arg(Sizes.bytes(card.models.memoryTotal))
                visible: card.models.memoryTotal > 0
                color: Theme.muted
                font.pixelSize: Theme.textSecond
            }
            Meter {
                width: parent.width
                label: qsTr("Memory in use")
                value: card.models.memoryTotal > 0 ? 1 - card.models.memoryFree / card.models.memoryTotal : 0
            }
            PushButton {
                anchors.left: parent.left
                text: qsTr("Free memory now")
                enabled: card.models.inMemory && !card.models.writing
                Accessible.description: reason.text
                onClicked: card.models.free()
            }
            Words {
                id: reason

                width: parent.width
                visible: card.models.known
                text: card.models.writing ? qsTr("She is writing just now.")
                    : card.models.inMemory ? qsTr("Her model comes back with the next message.")
                    : qsTr("No model is in memory.")
                color: Theme.muted
                font.pixelSize: Theme.textLeast
            }
        }
    }
}
