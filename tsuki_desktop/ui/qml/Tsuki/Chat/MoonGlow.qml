pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Shapes
import Tsuki.Look

// Moonlight around something, and a few stars in it.
Item {
    id: glow

    required property real edge
    // Place (from the middle, in halves of the edge), size and brightness of each star
    readonly property var stars: [
        [-0.72, -0.46, 3, 0.9], [-0.5, -0.78, 2, 0.6], [0.66, -0.62, 3, 0.8], [0.84, -0.12, 2, 0.5],
        [-0.9, 0.1, 2, 0.5], [0.44, -0.86, 2, 0.4], [-0.64, 0.44, 2, 0.4], [0.74, 0.36, 3, 0.6]
    ]

    width: 1
    height: 1

    Shape {
        width: glow.edge
        height: glow.edge
        x: -width / 2
        y: -height / 2

        ShapePath {
            strokeWidth: -1
            fillGradient: RadialGradient {
                centerX: glow.edge / 2
                centerY: glow.edge / 2
                focalX: centerX
                focalY: centerY
                centerRadius: glow.edge / 2

                GradientStop { position: 0.0; color: Theme.clear(Theme.moonGlow, Theme.dark ? 0.30 : 0.34) }
                GradientStop { position: 0.3; color: Theme.clear(Theme.moonGlow, Theme.dark ? 0.16 : 0.22) }
                GradientStop { position: 0.55; color: Theme.clear(Theme.accent, Theme.dark ? 0.06 : 0.08) }
                GradientStop { position: 1.0; color: Theme.clear(Theme.accent, 0) }
            }

            PathAngleArc {
                centerX: glow.edge / 2
                centerY: glow.edge / 2
                radiusX: glow.edge / 2
                radiusY: glow.edge / 2
                sweepAngle: 360
            }
        }
    }
    Repeater {
        model: glow.stars

        Rectangle {
            id: star

            required property var modelData

            x: modelData[0] * glow.edge / 2
            y: modelData[1] * glow.edge / 2
            width: modelData[2]
            height: width
            radius: width / 2
            color: Theme.moonGlow
            opacity: modelData[3]
        }
    }
}
