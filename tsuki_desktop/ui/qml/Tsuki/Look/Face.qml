pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Window

// Tsuki's face. A new mood fades in over the last one; now and then she blinks.
Item {
    id: face

    property string emotion: "calm"
    property int edge: 36
    property bool alive: false
    property bool blinking: false

    readonly property string mood: emotion || "calm"

    implicitWidth: edge
    implicitHeight: edge
    Accessible.role: Accessible.Graphic
    Accessible.name: qsTr("Tsuki looks %1").arg(Moods.word(mood))

    onMoodChanged: {
        before.source = now.source
        fade.restart()
    }

    Image {
        id: before

        anchors.fill: parent
        sourceSize: now.sourceSize
        visible: fade.running
        Accessible.ignored: true
    }
    Image {
        id: now

        anchors.fill: parent
        sourceSize: Qt.size(face.edge * Screen.devicePixelRatio, face.edge * Screen.devicePixelRatio)
        source: "image://face/" + face.mood + (face.blinking ? "-blink" : "")
        Accessible.ignored: true

        NumberAnimation on opacity {
            id: fade

            running: false
            from: 0
            to: 1
            duration: Theme.calm
        }
    }
    Timer {
        running: face.alive && Theme.motion && face.visible && Application.state === Qt.ApplicationActive
        repeat: true
        interval: face.blinking ? 140 : 2200 + 4400 * Math.random()
        onTriggered: face.blinking = !face.blinking
        onRunningChanged: if (!running) face.blinking = false
    }
}
