pragma ComponentBehavior: Bound

import QtQuick
import Tsuki.Look
import Tsuki.Models as Parts

// One figure of a test: old and new, where the difference surely lies, and what that means.
Item {
    id: row

    required property var modelData
    required property int index
    readonly property bool wide: width > Theme.px(620)
    readonly property color ink: modelData.kind === "better" ? Theme.good : modelData.kind === "worse" ? Theme.bad
        : modelData.kind === "same" ? Theme.accent : Theme.edge

    implicitHeight: (wide ? Math.max(title.height, figures.height + words.height + 2)
        : title.height + figures.height + words.height + 10) + 20
    Accessible.role: Accessible.StaticText
    Accessible.name: [modelData.title, modelData.judgement, qsTr("old %1, new %2").arg(modelData.old).arg(modelData.new),
        modelData.words].join(". ")

    Rectangle {
        width: parent.width
        height: 1
        visible: row.index > 0
        color: Theme.line
    }
    Column {
        id: title

        anchors.left: parent.left
        y: 10
        width: row.wide ? parent.width * 0.36 : parent.width - tag.width - 12

        Words {
            width: parent.width
            text: row.modelData.title
            font.weight: row.modelData.decides ? Font.Bold : Font.DemiBold
            Accessible.ignored: true
        }
        Words {
            width: parent.width
            visible: text !== ""
            text: row.modelData.asks
            color: Theme.muted
            font.pixelSize: Theme.textLeast
            Accessible.ignored: true
        }
    }
    Item {
        id: figures

        x: !row.wide ? 0 : Theme.mirrored ? tag.width + 16 : title.width + 16
        y: row.wide ? 10 : title.y + title.height + 8
        width: row.wide ? row.width - title.width - tag.width - 32 : row.width
        height: change.implicitHeight

        Words {
            id: change

            anchors.left: parent.left
            width: Theme.px(118)
            text: qsTr("%1 → %2").arg(row.modelData.old).arg(row.modelData.new)
            font.weight: Font.DemiBold
            wrapMode: Text.NoWrap
            Accessible.ignored: true
        }
        Item {
            id: span

            readonly property real middle: width / 2

            anchors.left: change.right
            anchors.leftMargin: 8
            width: parent.width - change.width - 8
            height: parent.height

            Rectangle {
                y: Math.round(parent.height / 2)
                width: parent.width
                height: 1
                color: Theme.line
            }
            Rectangle {
                visible: row.modelData.margin < 0
                x: span.middle * (1 + row.modelData.margin)
                y: Math.round((parent.height - height) / 2)
                width: 1
                height: Theme.px(14)
                color: Theme.edge
            }
            Rectangle {
                x: Math.round(span.middle)
                y: Math.round((parent.height - height) / 2)
                width: 2
                height: Theme.px(18)
                color: Theme.muted
            }
            Rectangle {
                x: span.middle * (1 + row.modelData.low)
                y: Math.round((parent.height - height) / 2)
                width: Math.max(6, span.middle * (row.modelData.high - row.modelData.low))
                height: 6
                radius: 3
                color: row.ink
            }
        }
    }
    Parts.Tag {
        id: tag

        anchors.right: parent.right
        y: 10
        text: row.modelData.judgement
        ink: row.modelData.kind === "unsure" ? Theme.muted : row.ink
    }
    Words {
        id: words

        x: row.wide && !Theme.mirrored ? figures.x : 0
        y: figures.y + figures.height + 2
        width: row.wide ? row.width - title.width - 16 : row.width
        text: row.modelData.words
        color: Theme.muted
        font.pixelSize: Theme.textLeast
        Accessible.ignored: true
    }
}
