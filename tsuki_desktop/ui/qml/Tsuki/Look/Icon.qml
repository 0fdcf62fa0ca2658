import QtQuick
import QtQuick.Window

// One icon of assets/icons in any colour.
Image {
    required property string name
    property color ink: Theme.muted
    property int edge: Theme.px(18)

    width: edge
    height: edge
    sourceSize: Qt.size(edge * Screen.devicePixelRatio, edge * Screen.devicePixelRatio)
    source: name ? "image://icon/" + name + "/" + ink.toString().slice(-6) : ""
    Accessible.ignored: true
}
