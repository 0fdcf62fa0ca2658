import QtQuick
import Tsuki.Bridge
import Tsuki.Look

// Says once, quietly, that a better model can be had, and offers it; put away, it never comes back.
Column {
    id: hint

    required property App app
    signal modelsAsked()

    spacing: 8

    Item {
        width: parent.width
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
    BestOffer {
        width: parent.width
        app: hint.app
        primary: false
    }
}
