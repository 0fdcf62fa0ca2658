import QtQuick

// Shows where the keyboard is. Lies outside of what it rings.
Rectangle {
    property bool shown: false
    property real around: Theme.radiusButton

    anchors.fill: parent
    anchors.margins: -3
    z: 10
    visible: shown
    color: "transparent"
    radius: around + 3
    border.width: 2
    border.color: Theme.accent
}
