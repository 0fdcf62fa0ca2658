pragma ComponentBehavior: Bound

import QtQuick
import Tsuki.Bridge
import Tsuki.Look

// What a data set is worth: the verdict in words, then the plots.
Column {
    id: summary

    required property DataDesk desk
    readonly property var report: desk.report
    readonly property bool known: report.verdict !== undefined
    readonly property real half: width < Theme.px(700) ? width : (width - spacing) / 2

    spacing: 12

    Rectangle {
        width: parent.width
        implicitHeight: verdict.implicitHeight + 32
        radius: Theme.radiusCard
        color: Theme.surface
        border.width: 1
        border.color: !summary.known ? Theme.line : summary.report.mood === "bad" ? Theme.bad
            : summary.report.mood === "mixed" ? Theme.moon : Theme.good

        Row {
            id: verdict

            x: 20
            y: 16
            width: parent.width - 40
            spacing: 14

            Icon {
                id: sign

                anchors.verticalCenter: parent.verticalCenter
                name: !summary.known ? "moon" : summary.report.mood === "good" ? "check" : "warning"
                ink: !summary.known ? Theme.muted : summary.report.mood === "bad" ? Theme.bad
                    : summary.report.mood === "mixed" ? Theme.moon : Theme.good
                edge: Theme.px(22)
            }
            Column {
                width: parent.width - sign.width - parent.spacing
                spacing: 2

                Words {
                    width: parent.width
                    text: summary.known ? summary.report.verdict : qsTr("Looking what it is worth…")
                    font.weight: Font.DemiBold
                }
                Words {
                    width: parent.width
                    visible: summary.known && summary.report.replies > 0
                    text: summary.known ? qsTr("%1 replies, half of them with at most %2 words; style %3 of 100; %4 of word pairs are new.")
                        .arg(Qt.locale().toString(summary.report.replies, "f", 0)).arg(summary.report.median)
                        .arg(Math.round(summary.report.style)).arg(qsTr("%1 %").arg(Math.round(100 * summary.report.variety))) : ""
                    color: Theme.muted
                    font.pixelSize: Theme.textSecond
                }
            }
        }
    }
    Flow {
        width: parent.width
        spacing: parent.spacing
        visible: summary.known && summary.report.replies > 0

        Plot {
            width: summary.half
            title: qsTr("Kind of text")
            shares: true
            bars: summary.known ? summary.report.kinds : []
        }
        Plot {
            width: summary.half
            title: qsTr("Style: stiff to casual")
            unit: qsTr("and more of 100")
            bars: summary.known ? summary.report.styles : []
        }
        Plot {
            width: summary.half
            title: qsTr("Words in a reply")
            unit: qsTr("words")
            bars: summary.known ? summary.report.lengths : []
        }
        Plot {
            width: summary.half
            title: qsTr("Turns in a conversation")
            unit: qsTr("turns")
            bars: summary.known ? summary.report.turns : []
        }
        Panel {
            width: summary.width
            visible: summary.known && summary.report.openers.length > 0
            title: qsTr("How replies begin")

            Repeater {
                model: summary.known ? summary.report.openers : []

                Item {
                    id: opener

                    required property var modelData
                    readonly property real share: modelData.value / Math.max(1, summary.report.replies)

                    width: parent ? parent.width : 0
                    implicitHeight: words.implicitHeight
                    Accessible.role: Accessible.StaticText
                    Accessible.name: qsTr("“%1”: %2 % of the replies").arg(modelData.name).arg((100 * share).toFixed(1))

                    Words {
                        id: words

                        anchors.left: parent.left
                        width: Theme.px(150)
                        text: qsTr("“%1…”").arg(opener.modelData.name)
                        elide: Text.ElideRight
                        wrapMode: Text.NoWrap
                        Accessible.ignored: true
                    }
                    Rectangle {
                        anchors.left: words.right
                        anchors.leftMargin: 12
                        anchors.verticalCenter: parent.verticalCenter
                        width: Math.max(3, (parent.width - words.width - 12 - Theme.px(64)) * Math.min(1, opener.share / 0.1))
                        height: 8
                        radius: 4
                        color: opener.share > 0.05 ? Theme.moonGlow : Theme.accent
                    }
                    Words {
                        anchors.right: parent.right
                        text: qsTr("%1 %").arg((100 * opener.share).toFixed(1))
                        color: Theme.muted
                        font.pixelSize: Theme.textSecond
                        Accessible.ignored: true
                    }
                }
            }
        }
    }
}
