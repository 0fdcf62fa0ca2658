pragma ComponentBehavior: Bound

import QtQuick
import Tsuki.Bridge
import Tsuki.Look
import Tsuki.Models as Parts

// Which Python trains, and how to have another one.
Column {
    id: row

    required property RetrainSetup setup
    readonly property bool busy: setup.state === "building" || setup.state === "checking"
    signal pythonAsked()

    width: parent ? parent.width : 0
    spacing: 6

    Words {
        width: parent.width
        text: row.busy ? row.setup.what : row.setup.runsIn
        wrapMode: Text.WrapAnywhere
        color: Theme.muted
        font.pixelSize: Theme.textSecond
    }
    Parts.Trouble {
        width: parent.width
        visible: row.setup.trouble !== ""
        message: row.setup.trouble
        hint: row.setup.hint
        symbol: "warning"
        ink: Theme.bad
    }
    Flow {
        x: Theme.mirrored ? 10 : -10  // plain buttons have room around their words
        width: parent.width
        spacing: 8

        PushButton {
            enabled: !row.busy
            plain: true
            text: qsTr("Change…")
            Accessible.name: qsTr("Train in another Python")
            onClicked: row.pythonAsked()
        }
        PushButton {
            visible: row.setup.named
            enabled: !row.busy
            plain: true
            text: qsTr("Use the program's own")
            onClicked: row.setup.useOwn()
        }
    }
}
