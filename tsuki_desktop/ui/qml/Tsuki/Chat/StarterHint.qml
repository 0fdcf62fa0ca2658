import QtQuick
import Tsuki.Bridge
import Tsuki.Look

// Says once, quietly, that a better model can be had; put away, it never comes back.
Item {
    id: hint

    required property App app
    signal modelsAsked()

    implicitHeight: Math.max(words.implicitHeight, buttons.implicitHeight)

    Words {
        id: words

        width: parent.width - buttons.width - 8
        anchors.verticalCenter: parent.verticalCenter
        horizontalAlignment: Text.AlignRight
        text: qsTr("Tsuki speaks with her tiny starter model. A bigger one makes more sense.")
        color: Theme.muted
        font.pixelSize: Theme.textSecond
    }
    Row {
        id: buttons

        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter

        PushButton {
            plain: true
            text: qsTr("See Models")
            onClicked: hint.modelsAsked()
        }
        IconButton {
            anchors.verticalCenter: parent.verticalCenter
            symbol: "close"
            edge: Theme.px(14)
            text: qsTr("Do not say this again")
            onClicked: hint.app.preferences.setSwitch("starter_hint", false)
        }
    }
}
