pragma ComponentBehavior: Bound

import QtQuick
import Tsuki.Look

// Two curves over the steps of a training: on her lessons, and on chats that are held out.
Column {
    id: plot

    required property var learned
    required property var heldOut
    required property var ticks
    required property int of
    required property string words
    property bool live: false

    readonly property real low: ticks[0]
    readonly property real high: ticks[ticks.length - 1]
    readonly property real gutter: Theme.px(34)

    spacing: 8
    Accessible.role: Accessible.Chart
    Accessible.name: qsTr("Loss by step")
    Accessible.description: words

    Item {
        id: field

        width: parent.width
        height: Theme.px(150)

        Repeater {
            model: plot.ticks

            Item {
                id: tick

                required property real modelData

                y: field.height - Theme.px(8) - (field.height - Theme.px(16)) * (modelData - plot.low) / (plot.high - plot.low)
                width: field.width

                Words {
                    y: -height / 2
                    width: plot.gutter - 8
                    horizontalAlignment: Text.AlignRight
                    text: tick.modelData.toLocaleString(Qt.locale(), "f", plot.high - plot.low < 0.5 ? 2 : 1)
                    color: Theme.muted
                    font.pixelSize: Theme.textLeast
                    wrapMode: Text.NoWrap
                    Accessible.ignored: true
                }
                Rectangle {
                    x: plot.gutter
                    width: parent.width - x
                    height: 1
                    color: Theme.line
                }
            }
        }
        Canvas {
            id: canvas

            readonly property color lessons: Theme.accent
            readonly property color chats: Theme.moonGlow
            readonly property var first: plot.learned
            readonly property var second: plot.heldOut
            readonly property real range: plot.high

            x: plot.gutter
            width: parent.width - x
            height: parent.height
            onLessonsChanged: requestPaint()
            onFirstChanged: requestPaint()
            onSecondChanged: requestPaint()
            onRangeChanged: requestPaint()
            onWidthChanged: requestPaint()
            onHeightChanged: requestPaint()

            function px(step: real): real {
                return 4 + (width - 8) * step / Math.max(1, plot.of)
            }
            function py(loss: real): real {
                return height - Theme.px(8) - (height - Theme.px(16)) * (loss - plot.low) / (plot.high - plot.low)
            }
            function curve(context: var, points: var, ink: color, thick: real, dots: bool): void {
                if (!points.length)
                    return
                context.strokeStyle = ink
                context.fillStyle = ink
                context.lineWidth = thick
                context.lineJoin = "round"
                context.beginPath()
                points.forEach((point, at) => at ? context.lineTo(px(point.x), py(point.y))
                    : context.moveTo(px(point.x), py(point.y)))
                context.stroke()
                const marked = dots ? points : points.slice(-1)
                marked.forEach(point => {
                    context.beginPath()
                    context.arc(px(point.x), py(point.y), 3.5, 0, 2 * Math.PI)
                    context.fill()
                })
            }
            onPaint: {
                const context = getContext("2d")
                context.reset()
                curve(context, first, lessons, 1.6, false)
                curve(context, second, chats, 2.4, true)
            }
        }
        Words {
            anchors.centerIn: parent
            visible: plot.learned.length === 0
            text: qsTr("The first point comes with the first step.")
            color: Theme.muted
            font.pixelSize: Theme.textSecond
        }
    }
    Flow {
        x: plot.gutter
        width: parent.width - x
        spacing: 18

        Repeater {
            model: [{ what: qsTr("on her lessons"), ink: Theme.accent }, { what: qsTr("on chats she never saw"), ink: Theme.moonGlow }]

            Row {
                id: entry

                required property var modelData

                spacing: 7

                Rectangle {
                    anchors.verticalCenter: parent.verticalCenter
                    width: 14
                    height: 3
                    radius: 1.5
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
}
