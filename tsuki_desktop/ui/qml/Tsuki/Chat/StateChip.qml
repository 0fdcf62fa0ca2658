import QtQuick
import Tsuki.Bridge
import Tsuki.Look

// Which model speaks and what it is doing.
Rectangle {
    id: chip

    required property App app
    required property Chat chat
    property bool narrow: false

    readonly property string doing: {
        switch (chat.state) {
        case "starting": return qsTr("thinking…")
        case "loading":
            return chat.total > 0 ? qsTr("loading %1%").arg(chat.done) : qsTr("loading… %1 s").arg(chat.seconds.toFixed(0))
        case "reading":
            return chat.total > 0 ? qsTr("reading %1 of %2").arg(chat.done).arg(chat.total) : qsTr("reading…")
        case "thinking": return qsTr("thinking… %1 s").arg(chat.seconds.toFixed(0))
        default:
            if (app.voiceDone > 0)
                return qsTr("preparing her voice, %1%").arg(app.voiceDone)
            return app.model && chat.speed > 0 ? qsTr("%1 tokens/s").arg(chat.speed.toFixed(chat.speed < 10 ? 1 : 0)) : ""
        }
    }
    readonly property color light: app.needsModel || app.failure ? Theme.bad
        : !app.model ? Theme.edge : chat.state === "idle" ? Theme.good : Theme.moonGlow

    implicitWidth: row.implicitWidth + 28
    implicitHeight: Math.max(34, row.implicitHeight + 14)
    radius: height / 2
    color: Theme.raised
    Accessible.role: Accessible.StatusBar
    Accessible.name: name.text + " " + doing

    Row {
        id: row

        anchors.centerIn: parent
        spacing: 8

        Rectangle {
            width: 8
            height: 8
            radius: 4
            color: chip.light
            anchors.verticalCenter: parent.verticalCenter
        }
        Words {
            id: name

            anchors.verticalCenter: parent.verticalCenter
            width: Math.min(implicitWidth, Theme.px(chip.narrow ? 110 : 240))
            elide: Text.ElideRight
            wrapMode: Text.NoWrap
            text: chip.app.failure ? qsTr("Not awake") : chip.app.needsModel ? qsTr("No model yet") : !chip.app.model ? qsTr("Waking up…")
                : chip.app.starterSpeaks ? qsTr("%1, tiny starter").arg(chip.app.model) : chip.app.model
            font.pixelSize: Theme.textSecond
            font.weight: Font.DemiBold
            Accessible.ignored: true
        }
        Words {
            anchors.verticalCenter: parent.verticalCenter
            visible: text !== ""
            text: chip.doing
            color: Theme.muted
            wrapMode: Text.NoWrap
            font.pixelSize: Theme.textLeast
            font.features: ({ "tnum": 1 })
            Accessible.ignored: true
        }
    }
}
