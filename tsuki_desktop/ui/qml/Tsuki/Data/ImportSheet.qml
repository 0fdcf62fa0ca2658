pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Tsuki.Bridge
import Tsuki.Look

// Bringing a file in, step by step.
Sheet {
    id: sheet

    required property App app
    readonly property Importing importing: app.importing
    readonly property string at: importing.state
    readonly property var trial: importing.trial
    readonly property bool tried: trial.rows !== undefined
    readonly property var result: importing.result
    signal shown(string uid)

    title: {
        switch (at) {
        case "card": return qsTr("%1 would like to meet you").arg(importing.card.name ?? "")
        case "failed": return qsTr("That did not work")
        case "done": return result.uid ? qsTr("“%1” is here").arg(result.name) : qsTr("Nothing new in it")
        default: return importing.file
        }
    }
    most: Theme.px(620)
    bottomPadding: buttons.height + 36
    closePolicy: at === "importing" ? T.Popup.NoAutoClose : T.Popup.CloseOnEscape
    onAtChanged: at !== "" ? open() : close()
    onClosed: if (at !== "") importing.closeAll()

    Timer {
        running: sheet.opened && (sheet.at === "importing" || sheet.importing.trying)
        interval: 200
        repeat: true
        onTriggered: sheet.importing.glance()
    }
    Row {
        visible: sheet.at === "looking" || sheet.at === "importing"
        spacing: 12
        width: parent ? parent.width : 0

        Icon {
            name: "moon"
            ink: Theme.accent
            edge: Theme.px(22)

            RotationAnimation on rotation {
                running: Theme.motion && sheet.visible && (sheet.at === "looking" || sheet.at === "importing")
                from: 0
                to: 360
                duration: 2400
                loops: Animation.Infinite
            }
        }
        Words {
            anchors.verticalCenter: parent.verticalCenter
            text: sheet.at === "looking" ? qsTr("Looking what it is…")
                : qsTr("%1 conversations so far…").arg(Qt.locale().toString(sheet.importing.rows, "f", 0))
            Accessible.role: Accessible.ProgressBar
            Accessible.name: text
        }
    }
    Words {
        width: parent ? parent.width : 0
        visible: sheet.at === "asking"
        text: sheet.importing.needsSpeaker && sheet.importing.options.speaker === ""
            ? qsTr("Recognised as: %1. Nothing leaves this computer, and nothing is mixed into your chats with Tsuki.").arg(sheet.importing.format)
            : qsTr("Recognised as: %1.").arg(sheet.importing.format)
        color: Theme.muted
    }
    Voices {
        width: parent ? parent.width : 0
        visible: sheet.at === "asking" && sheet.importing.needsSpeaker
        importing: sheet.importing
    }
    ImportOptions {
        width: parent ? parent.width : 0
        visible: sheet.at === "asking" && (sheet.importing.needsSpeaker || sheet.importing.parts.length > 0)
        importing: sheet.importing
    }
    Rectangle {
        width: parent ? parent.width : 0
        height: 1
        visible: sheet.at === "asking" && (sheet.tried || sheet.importing.trying || sheet.importing.trialTrouble !== "")
        color: Theme.line
    }
    Words {
        width: parent ? parent.width : 0
        visible: sheet.at === "asking" && text !== ""
        text: sheet.importing.trialTrouble !== "" ? sheet.importing.trialTrouble
            : sheet.importing.trying ? qsTr("Trying it: %1 conversations so far…").arg(Qt.locale().toString(sheet.importing.rows, "f", 0))
            : !sheet.tried ? ""
            : sheet.trial.rows === 0 ? qsTr("Nothing in it can be learned from.")
            : sheet.trial.rows === 1 ? qsTr("1 conversation would be kept")
            : qsTr("%1 conversations would be kept").arg(Qt.locale().toString(sheet.trial.rows, "f", 0))
        color: sheet.importing.trialTrouble !== "" ? Theme.bad : Theme.ink
        font.weight: Font.Bold
    }
    Samples {
        width: parent ? parent.width : 0
        visible: sheet.at === "asking" && samples.length > 0
        samples: sheet.tried ? sheet.trial.samples.slice(0, 3) : []
    }
    LeftOut {
        width: parent ? parent.width : 0
        visible: sheet.at === "asking" && dropped.length > 0
        title: qsTr("What would be left out")
        dropped: sheet.tried ? sheet.trial.dropped : []
        notes: sheet.tried ? sheet.trial.notes.slice(0, 5) : []
    }
    CardView {
        width: parent ? parent.width : 0
        visible: sheet.at === "card"
        card: sheet.importing.card
    }
    Words {
        width: parent ? parent.width : 0
        visible: sheet.at === "failed"
        text: sheet.importing.trouble + (sheet.importing.hint ? "\n" + sheet.importing.hint : "")
        Accessible.role: Accessible.AlertMessage
        Accessible.name: text
    }
    Row {
        visible: sheet.at === "failed"
        spacing: 12

        Words {
            anchors.verticalCenter: parent.verticalCenter
            text: qsTr("Read it as")
        }
        Picker {
            label: qsTr("Read it as")
            model: [qsTr("Choose a format"), ...sheet.importing.shapes.map(one => one.title)]
            currentIndex: 1 + sheet.importing.shapes.findIndex(one => one.key === sheet.importing.shape)
            onActivated: index => sheet.importing.readAs(index === 0 ? "" : sheet.importing.shapes[index - 1].key)
        }
    }
    Words {
        width: parent ? parent.width : 0
        visible: sheet.at === "done"
        text: !sheet.result.uid ? qsTr("Every conversation in it is here already, or there is none.")
            : sheet.result.rows === 1 ? qsTr("1 conversation is kept. Look through it, then let her learn from it.")
            : qsTr("%1 conversations are kept. Look through them, then let her learn from them.")
                .arg(Qt.locale().toString(sheet.result.rows ?? 0, "f", 0))
    }
    LeftOut {
        width: parent ? parent.width : 0
        visible: sheet.at === "done" && dropped.length > 0
        dropped: sheet.result.dropped ?? []
        notes: sheet.result.notes ?? []
    }
    Flow {
        id: buttons

        // Always in sight, however long the sheet above is.
        parent: sheet.background
        x: 24
        y: sheet.height - height - 20
        width: sheet.width - 48
        layoutDirection: Qt.RightToLeft
        spacing: 8

        PushButton {
            visible: sheet.at === "asking"
            primary: true
            text: qsTr("Import")
            enabled: sheet.tried && sheet.trial.rows > 0
            onClicked: sheet.importing.start()
        }
        PushButton {
            visible: sheet.at === "card"
            primary: true
            text: qsTr("Talk to her")
            onClicked: {
                sheet.app.casting.use()
                sheet.importing.close()
            }
        }
        PushButton {
            visible: sheet.at === "done" && sheet.result.uid !== ""
            primary: true
            text: qsTr("Look at it")
            onClicked: {
                const uid = sheet.result.uid
                sheet.importing.close()
                sheet.shown(uid)
            }
        }
        PushButton {
            visible: sheet.at === "done" && sheet.result.uid !== ""
            text: qsTr("Undo")
            symbol: "undo"
            onClicked: {
                sheet.app.data.remove(sheet.result.uid)
                sheet.importing.close()
            }
        }
        PushButton {
            plain: true
            text: sheet.at === "done" || sheet.at === "failed" ? qsTr("Close")
                : sheet.at === "card" ? qsTr("Not now") : qsTr("Cancel")
            focus: true
            onClicked: sheet.at === "importing" || sheet.at === "looking" ? sheet.importing.cancel() : sheet.importing.close()
        }
        Words {
            visible: sheet.importing.waiting > 0
            height: Theme.control
            rightPadding: 8
            text: sheet.importing.waiting === 1 ? qsTr("1 more file waits") : qsTr("%1 more files wait").arg(sheet.importing.waiting)
            color: Theme.muted
            font.pixelSize: Theme.textSecond
        }
    }
}
