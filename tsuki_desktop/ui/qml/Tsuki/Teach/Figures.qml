pragma ComponentBehavior: Bound

import QtQuick
import Tsuki.Bridge
import Tsuki.Look

// What was collected, how far it reaches, and what would help most.
Card {
    id: card

    required property Teach teach

    readonly property int goal: teach.gates[teach.gates.length - 1]
    readonly property bool wide: width > Theme.px(760)

    component Figure: Column {
        id: figure

        required property int count
        required property string what

        spacing: 0
        Accessible.role: Accessible.StaticText
        Accessible.name: count + " " + what

        Words {
            anchors.left: parent.left
            text: Qt.locale().toString(figure.count, "f", 0)
            font.pixelSize: Theme.px(28)
            font.weight: Font.Bold
            color: figure.count ? Theme.ink : Theme.muted
            Accessible.ignored: true
        }
        Words {
            anchors.left: parent.left
            text: figure.what
            color: Theme.muted
            font.pixelSize: Theme.textSecond
            wrapMode: Text.NoWrap
            Accessible.ignored: true
        }
    }

    Item {
        width: parent ? parent.width : 0
        implicitHeight: card.wide ? Math.max(counts.implicitHeight, weeks.implicitHeight)
            : counts.implicitHeight + (weeks.visible ? weeks.implicitHeight + 20 : 0)

        Column {
            id: counts

            anchors.left: parent.left
            width: card.wide && weeks.visible ? parent.width - weeks.width - 40 : parent.width
            spacing: 18

            Flow {
                width: parent.width
                spacing: Math.min(48, Math.max(20, width / 16))

                Figure {
                    count: card.teach.liked
                    what: qsTr("liked")
                }
                Figure {
                    count: card.teach.disliked
                    what: qsTr("not her")
                }
                Figure {
                    count: card.teach.corrected
                    what: qsTr("rewritten by you")
                }
                Figure {
                    count: card.teach.pairs
                    what: qsTr("better of two")
                }
            }
            Item {
                id: track

                width: parent.width
                implicitHeight: 10 + gateWords.height
                Accessible.role: Accessible.ProgressBar
                Accessible.name: qsTr("%1 of %2 replies to learn from").arg(card.teach.usable).arg(card.goal)

                Rectangle {
                    width: parent.width
                    height: 10
                    radius: 5
                    color: Theme.raised

                    Rectangle {
                        anchors.left: parent.left
                        width: card.teach.usable === 0 ? 0
                            : Math.max(10, parent.width * Math.min(1, card.teach.usable / card.goal))
                        height: parent.height
                        radius: 5
                        color: Theme.accent

                        Behavior on width {
                            NumberAnimation { duration: Theme.calm; easing.type: Easing.OutCubic }
                        }
                    }
                }
                Item {
                    id: gateWords

                    y: 14
                    width: parent.width
                    height: Theme.px(18)

                    Repeater {
                        model: card.teach.gates

                        Item {
                            id: gate

                            required property int modelData
                            required property int index
                            readonly property bool reached: card.teach.usable >= modelData

                            x: parent ? Theme.mirrored ? parent.width * (1 - modelData / card.goal) : parent.width * modelData / card.goal : 0
                            height: parent ? parent.height : 0

                            Rectangle {
                                x: -1
                                y: -17
                                width: 2
                                height: 16
                                radius: 1
                                visible: gate.modelData < card.goal
                                color: gate.reached ? Theme.accentInk : Theme.edge
                            }
                            Words {
                                x: gate.modelData < card.goal ? -Math.round(width / 2) : Theme.mirrored ? 0 : -width
                                text: gate.modelData
                                color: gate.reached ? Theme.ink : Theme.muted
                                font.pixelSize: Theme.textLeast
                                font.weight: gate.reached ? Font.DemiBold : Font.Normal
                                wrapMode: Text.NoWrap
                                Accessible.ignored: true
                            }
                        }
                    }
                }
            }
            Column {
                width: parent.width
                spacing: 2

                Words {
                    width: parent.width
                    text: card.teach.worth
                    font.weight: Font.DemiBold
                }
                Words {
                    width: parent.width
                    visible: text !== ""
                    text: card.teach.lost
                    color: Theme.muted
                }
                Words {
                    width: parent.width
                    text: card.teach.advice
                    color: Theme.muted
                }
            }
        }
        Weeks {
            id: weeks

            visible: card.teach.weeks.length > 0
            x: card.wide !== Theme.mirrored ? parent.width - width : 0
            y: card.wide ? 4 : counts.implicitHeight + 20
            width: card.wide ? Theme.px(280) : parent.width
            barsHeight: card.wide ? Math.max(96, counts.implicitHeight - Theme.px(62)) : 90
            weeks: card.teach.weeks
        }
    }
}
