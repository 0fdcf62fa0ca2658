pragma ComponentBehavior: Bound

import QtQuick
import Tsuki.Look

// Bars beside each other, each with its value in words for those who cannot see it.
Panel {
    id: plot

    required property var bars
    property bool shares: false
    property string unit: ""
    property real barsHeight: Theme.px(84)
    readonly property real most: Math.max(shares ? 1 : 1e-9, ...bars.map(bar => bar.value))
    readonly property real total: bars.reduce((sum, bar) => sum + bar.value, 0)
    readonly property real room: width > 40 && bars.length ? (width - 40) / bars.length : 0

    function percent(value: real): string {
        const share = 100 * value / (shares ? 1 : Math.max(1e-9, total))
        return share > 0 && share < 1 ? qsTr("<1 %") : qsTr("%1 %").arg(Math.round(share))
    }

    Accessible.role: Accessible.Chart
    Accessible.name: title

    Row {
        width: parent ? parent.width : 0

        Repeater {
            model: plot.bars

            Item {
                id: bar

                required property var modelData

                width: plot.room
                height: plot.barsHeight + Theme.px(38)
                Accessible.role: Accessible.StaticText
                Accessible.name: qsTr("%1 %2: %3").arg(modelData.name).arg(plot.unit).arg(plot.percent(modelData.value))

                Words {
                    id: share

                    anchors.horizontalCenter: parent.horizontalCenter
                    y: block.y - height - 2
                    visible: bar.modelData.value > 0 && plot.room >= Theme.px(34)
                    text: plot.percent(bar.modelData.value)
                    font.pixelSize: Theme.px(11)
                    color: Theme.muted
                    wrapMode: Text.NoWrap
                    Accessible.ignored: true
                }
                Rectangle {
                    id: block

                    anchors.horizontalCenter: parent.horizontalCenter
                    y: Theme.px(18) + plot.barsHeight - height
                    width: Math.min(Theme.px(44), plot.room * 0.66)
                    height: bar.modelData.value > 0 ? Math.max(3, plot.barsHeight * bar.modelData.value / plot.most) : 2
                    radius: 3
                    color: bar.modelData.value > 0 ? Theme.accent : Theme.raised
                }
                Words {
                    anchors.horizontalCenter: parent.horizontalCenter
                    y: Theme.px(22) + plot.barsHeight
                    width: plot.room
                    horizontalAlignment: Text.AlignHCenter
                    text: bar.modelData.name
                    font.pixelSize: Theme.px(11)
                    color: Theme.muted
                    elide: Text.ElideRight
                    wrapMode: Text.NoWrap
                    Accessible.ignored: true
                }
                HoverHandler { id: over }
                Tip {
                    visible: over.hovered
                    text: bar.Accessible.name
                }
            }
        }
    }
}
