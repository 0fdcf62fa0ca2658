pragma ComponentBehavior: Bound

import QtQuick
import Tsuki.Bridge
import Tsuki.Look

// What is trained, for who wants to see it: on what, with which settings, and which words of the first row.
Column {
    id: what

    required property RetrainRun run
    property bool open: false

    spacing: 10

    PushButton {
        anchors.left: parent.left
        anchors.leftMargin: -10
        plain: true
        symbol: what.open ? "chevron-down" : Theme.mirrored ? "chevron-left" : "chevron-right"
        text: qsTr("What is trained")
        Accessible.description: what.open ? qsTr("Shown below") : qsTr("Folded")
        onClicked: what.open = !what.open
    }
    Words {
        width: parent.width
        visible: what.open && text !== ""
        text: [what.run.trainsOn, what.run.tokens].filter(one => one !== "").join(" ")
        font.pixelSize: Theme.textSecond
    }
    Words {
        width: parent.width
        visible: what.open && text !== ""
        text: what.run.settingsLine
        color: Theme.muted
        font.pixelSize: Theme.textSecond
    }
    Rectangle {
        width: parent.width
        visible: what.open && what.run.hasFirstRow
        implicitHeight: Math.min(row.implicitHeight + key.implicitHeight + 32, Theme.px(320))
        height: implicitHeight
        radius: Theme.radiusButton
        color: Theme.raised

        Words {
            id: key

            x: 16
            y: 12
            width: parent.width - 32
            text: qsTr("The first row as the model reads it. She learns to say what stands out; the rest she only reads.")
            color: Theme.muted
            font.pixelSize: Theme.textLeast
        }
        Flickable {
            id: flick

            anchors.fill: parent
            anchors.topMargin: key.y + key.implicitHeight + 6
            anchors.bottomMargin: 12
            clip: true
            contentWidth: width
            contentHeight: row.implicitHeight
            boundsBehavior: Flickable.StopAtBounds
            interactive: contentHeight > height

            // Escaped in Python: a row's own markup is shown, never read.
            Text {
                id: row

                x: 16
                width: flick.width - 32
                text: what.open ? what.run.firstRow(String(Theme.ink), String(Theme.muted)) : ""
                textFormat: Text.RichText
                wrapMode: Text.Wrap
                font.family: Theme.face
                font.pixelSize: Theme.textSecond
                lineHeight: 1.25
                renderType: Text.QtRendering
                Accessible.role: Accessible.StaticText
                Accessible.name: what.run.firstRowWords
            }
        }
    }
}
