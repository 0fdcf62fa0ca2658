import QtQuick
import Tsuki.Look

// Under a reply that did not end as it should: what happened, and what can be done.
Row {
    id: ending

    required property string status
    required property string reason
    required property bool mine
    required property bool last
    required property bool begun
    required property bool busy
    signal retried()
    signal continued()

    readonly property bool unanswered: mine && last && status === "complete"
    readonly property string words: {
        if (status === "failed") return qsTr("She could not finish this reply.")
        if (reason === "cancelled") return qsTr("Stopped.")
        if (status === "interrupted") return qsTr("This reply was interrupted.")
        if (reason === "length") return qsTr("Cut at the reply length.")
        if (reason === "repeat") return qsTr("She began to repeat herself, so this was cut.")
        return ""
    }

    visible: !mine && words !== ""
    spacing: 4
    topPadding: 6

    Icon {
        name: ending.status === "failed" ? "warning" : "info"
        ink: ending.status === "failed" ? Theme.bad : Theme.muted
        edge: Theme.px(16)
        anchors.verticalCenter: label.verticalCenter
    }
    Words {
        id: label

        leftPadding: 4
        rightPadding: 4
        height: Theme.control
        text: ending.words
        color: ending.status === "failed" ? Theme.bad : Theme.muted
        font.pixelSize: Theme.textSecond
        wrapMode: Text.NoWrap
    }
    PushButton {
        visible: ending.last && ending.begun && (ending.reason === "length" || ending.status === "interrupted")
        enabled: !ending.busy
        plain: true
        text: qsTr("Go on")
        onClicked: ending.continued()
    }
    PushButton {
        visible: ending.last && (ending.status !== "complete" || ending.reason === "repeat")
        enabled: !ending.busy
        plain: true
        text: qsTr("Try again")
        onClicked: ending.retried()
    }
}
