import QtQuick
import Tsuki.Bridge

// Shows what the program has to tell: one thing at a time.
Item {
    id: toast

    required property Notices notices
    required property real room
    readonly property bool bad: notices.kind === "error"

    implicitWidth: Math.min(room - 32, row.implicitWidth + 36)
    implicitHeight: Math.max(48, row.implicitHeight + 20)
    visible: notices.visible
    Accessible.role: Accessible.AlertMessage
    Accessible.name: notices.text + " " + notices.hint

    Rectangle {
        anchors.fill: parent
        radius: Theme.radiusCard
        color: Theme.surface
        border.width: 1
        border.color: toast.bad ? Theme.bad : Theme.edge
    }
    Row {
        id: row

        anchors.left: parent.left
        anchors.leftMargin: 18
        anchors.verticalCenter: parent.verticalCenter
        spacing: 12

        Icon {
            anchors.verticalCenter: parent.verticalCenter
            name: toast.bad ? "warning" : "info"
            ink: toast.bad ? Theme.bad : Theme.accent
            edge: Theme.px(20)
        }
        Column {
            readonly property real most: toast.room - 32 - 36 - Theme.px(20) - 12 - 12 - put.width
                - (action.visible ? action.implicitWidth + 12 : 0) - (second.visible ? second.implicitWidth + 12 : 0)

            anchors.verticalCenter: parent.verticalCenter
            spacing: 2
            width: Math.min(Math.max(plainWhat.width, plainHint.width) + 2, most, Theme.px(560))

            Words {
                id: what

                width: parent.width
                text: toast.notices.text
                font.weight: Font.DemiBold
                Accessible.ignored: true
            }
            Words {
                id: hint

                width: parent.width
                visible: text !== ""
                text: toast.notices.hint
                color: Theme.muted
                font.pixelSize: Theme.textSecond
                Accessible.ignored: true
            }
        }
        PushButton {
            id: action

            anchors.verticalCenter: parent.verticalCenter
            visible: toast.notices.action !== ""
            text: toast.notices.action
            plain: true
            onClicked: toast.notices.act()
        }
        PushButton {
            id: second

            anchors.verticalCenter: parent.verticalCenter
            visible: toast.notices.second !== ""
            text: toast.notices.second
            plain: true
            onClicked: toast.notices.actSecond()
        }
        IconButton {
            id: put

            anchors.verticalCenter: parent.verticalCenter
            symbol: "close"
            edge: Theme.px(16)
            text: qsTr("Put away")
            onClicked: toast.notices.dismiss()
        }
    }
    TextMetrics {
        id: plainWhat

        font: what.font
        text: what.text
    }
    TextMetrics {
        id: plainHint

        font: hint.font
        text: hint.text
    }
    HoverHandler { id: over }
    Timer {
        running: toast.visible && !toast.bad && !over.hovered
        interval: toast.notices.action ? 8000 : 2500
        onTriggered: toast.notices.dismiss()
    }
    Connections {
        target: toast.notices
        function onChanged(): void {
            if (toast.notices.visible)
                toast.Accessible.announce(toast.Accessible.name, toast.bad ? Accessible.Assertive : Accessible.Polite)
            if (Theme.motion && toast.notices.visible)
                rise.restart()
        }
    }
    NumberAnimation on opacity {
        id: rise

        running: false
        from: 0
        to: 1
        duration: Theme.calm
    }
}
