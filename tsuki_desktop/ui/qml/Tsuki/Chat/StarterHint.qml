import QtQuick
import Tsuki.Bridge
import Tsuki.Look

// Says once, quietly, that a better model can be had; put away, it never comes back.
Item {
    id: hint

    required property App app
    signal modelsAsked()

    implicitHeight: Math.max(words.implicitHeight, see.implicitHeight)

    Row {
        anchors.centerIn: parent
        spacing: 4

        Words {
            id: words

            width: Math.min(implicitWidth, hint.width - see.width - away.width - 8)
            anchors.verticalCenter: parent.verticalCenter
            text: qsTr("Tsuki speaks with her tiny starter model. A bigger one makes more sense.")
            color: Theme.muted
            font.pixelSize: Theme.textSecond
        }
        PushButton {
            id: see

            plain: true
            text: qsTr("See Models")
            onClicked: hint.modelsAsked()
        }
        IconButton {
            id: away

            anchors.verticalCenter: parent.verticalCenter
            symbol: "close"
            edge: Theme.px(14)
            text: qsTr("Do not say this again")
            onClicked: hint.app.preferences.setSwitch("starter_hint", false)
        }
    }
}
