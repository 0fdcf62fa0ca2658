pragma ComponentBehavior: Bound

import QtQuick
import Tsuki.Look

// Thumbs by week: the good ones stand on the bad ones.
Column {
    id: chart

    required property var weeks
    property real barsHeight: 96
    readonly property int most: weeks.reduce((top, week) => Math.max(top, week.liked + week.disliked), 1)
    readonly property real room: width / Math.max(1, weeks.length)

    spacing: 6
    Accessible.role: Accessible.Chart
    Accessible.name: qsTr("Ratings by week")

    Row {
        anchors.left: parent.left
        spacing: 14

        Words {
            text: qsTr("By week")
            color: Theme.muted
            font.pixelSize: Theme.textSecond
            font.weight: Font.DemiBold
            Accessible.ignored: true
        }
        Repeater {
            model: [{ what: qsTr("liked"), ink: Theme.accent }, { what: qsTr("not her"), ink: Theme.edge }]

            Row {
                id: entry

                required property var modelData

                spacing: 5

                Rectangle {
                    anchors.verticalCenter: parent.verticalCenter
                    width: 8
                    height: 8
                    radius: 2
                    color: entry.modelData.ink
                }
                Words {
                    text: entry.modelData.what
                    color: Theme.muted
                    font.pixelSize: Theme.textLeast
                    Accessible.ignored: true
                }
            }
        }
    }
    Row {
        width: parent.width
        height: chart.barsHeight

        Repeater {
            model: chart.weeks

            Item {
                id: week

                required property var modelData
                readonly property real unit: (height - 4) / chart.most
                readonly property real bar: Math.min(28, chart.room * 0.6)

                width: chart.room
                height: parent ? parent.height : 0
                Accessible.role: Accessible.StaticText
                Accessible.name: qsTr("Week of %1: %2 liked, %3 not her").arg(modelData.name)
                    .arg(modelData.liked).arg(modelData.disliked)

                Rectangle {
                    id: bad

                    x: (week.width - width) / 2
                    width: week.bar
                    height: week.modelData.disliked ? Math.max(3, week.modelData.disliked * week.unit) : 0
                    y: week.height - height
                    radius: 3
                    color: Theme.edge
                }
                Rectangle {
                    x: bad.x
                    width: week.bar
                    height: week.modelData.liked ? Math.max(3, week.modelData.liked * week.unit - 2) : 0
                    y: bad.y - height - (bad.height > 0 ? 2 : 0)
                    radius: 3
                    color: Theme.accent
                }
                HoverHandler { id: over }
                Tip {
                    visible: over.hovered
                    text: qsTr("%1: %2 liked, %3 not her").arg(week.modelData.name)
                        .arg(week.modelData.liked).arg(week.modelData.disliked)
                }
            }
        }
    }
    Rectangle {
        width: parent.width
        height: 1
        color: Theme.line
    }
    Item {
        width: parent.width
        implicitHeight: first.implicitHeight

        Words {
            id: first

            x: chart.weeks.length < 2 ? (parent.width - width) / 2 : Theme.mirrored ? parent.width - width : 0
            text: chart.weeks.length ? chart.weeks[0].name : ""
            color: Theme.muted
            font.pixelSize: Theme.textLeast
            Accessible.ignored: true
        }
        Words {
            anchors.right: parent.right
            visible: chart.weeks.length > 1
            text: chart.weeks.length ? chart.weeks[chart.weeks.length - 1].name : ""
            color: Theme.muted
            font.pixelSize: Theme.textLeast
            Accessible.ignored: true
        }
    }
}
