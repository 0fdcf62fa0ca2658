import QtQuick
import QtQuick.Templates as T
import Tsuki.Bridge
import Tsuki.Look

// Delete everywhere: where copies remain, and what cannot be taken back.
Sheet {
    id: sheet

    required property App app
    readonly property Farewell farewell: app.farewell

    title: qsTr("Delete everywhere?")
    closePolicy: farewell.busy ? T.Popup.NoAutoClose : T.Popup.CloseOnEscape | T.Popup.CloseOnPressOutside

    Connections {
        target: sheet.farewell
        function onAsked(): void { sheet.open() }
        function onEnded(): void { sheet.close() }
    }

    component Found: Row {
        id: found

        property string symbol
        property string what
        property string then

        width: parent ? parent.width : 0
        spacing: 12

        Icon {
            name: found.symbol
            anchors.verticalCenter: parent.verticalCenter
        }
        Column {
            width: parent.width - Theme.px(18) - 12

            Words {
                width: parent.width
                text: found.what
                font.weight: Font.DemiBold
            }
            Words {
                width: parent.width
                text: found.then
                color: Theme.muted
                font.pixelSize: Theme.textSecond
            }
        }
    }

    Words {
        width: parent.width
        text: qsTr("“%1” is deleted for good. There is no undo.").arg(sheet.farewell.title || qsTr("New chat"))
    }
    Words {
        width: parent.width
        visible: !sheet.farewell.looked && !sheet.farewell.trouble
        text: qsTr("Looking where copies are…")
        color: Theme.muted
    }
    Column {
        width: parent.width
        topPadding: 4
        bottomPadding: 4
        spacing: 12
        visible: sheet.farewell.looked

        Found {
            symbol: "chat"
            what: qsTr("The chat log")
            then: qsTr("Its messages, ratings and search index, wiped from the file.")
        }
        Found {
            visible: sheet.farewell.backups > 0
            symbol: "archive"
            what: sheet.farewell.backups === 1 ? qsTr("1 backup") : qsTr("%1 backups").arg(sheet.farewell.backups)
            then: qsTr("Written anew without this chat; all else in them stays.")
        }
        Found {
            visible: sheet.farewell.exports > 0
            symbol: "upload"
            what: sheet.farewell.exports === 1 ? qsTr("1 training file")
                : qsTr("%1 training files").arg(sheet.farewell.exports)
            then: qsTr("Deleted as a whole. Export again to have one without this chat.")
        }
        Found {
            visible: sheet.farewell.runs > 0
            symbol: "teach"
            what: sheet.farewell.runs === 1 ? qsTr("The data of 1 training")
                : qsTr("The data of %1 trainings").arg(sheet.farewell.runs)
            then: qsTr("Deleted as a whole; the figures and the model stay. Such a training cannot go on.")
        }
        Found {
            visible: sheet.farewell.proofs > 0
            symbol: "eye"
            what: sheet.farewell.proofs === 1 ? qsTr("What 1 model was proven on")
                : qsTr("What %1 models were proven on").arg(sheet.farewell.proofs)
            then: qsTr("Deleted, with the reports; the verdicts stay.")
        }
        Found {
            visible: sheet.farewell.damaged > 0
            symbol: "archive"
            what: sheet.farewell.damaged === 1 ? qsTr("1 damaged log that was put aside")
                : qsTr("%1 damaged logs that were put aside").arg(sheet.farewell.damaged)
            then: qsTr("Deleted as a whole.")
        }
        Found {
            visible: sheet.farewell.models !== ""
            symbol: "warning"
            what: qsTr("Learned from it: %1").arg(sheet.farewell.models)
            then: qsTr("A model cannot forget. It is marked; delete or retrain it on the Models page.")
        }
        Words {
            width: parent.width
            visible: text !== ""
            text: sheet.farewell.others === "" ? ""
                : qsTr("These files hold words of it too and stay; delete them yourself:\n%1").arg(sheet.farewell.others)
            color: Theme.bad
            font.pixelSize: Theme.textSecond
            wrapMode: Text.WrapAnywhere
        }
        Words {
            width: parent.width
            text: qsTr("Files that you saved elsewhere yourself stay where they are: saved chats, archives, training kits.")
            color: Theme.muted
            font.pixelSize: Theme.textSecond
        }
    }
    Words {
        width: parent.width
        visible: text !== ""
        text: sheet.farewell.trouble
        color: Theme.bad
    }
    Rectangle {
        width: parent.width
        height: 6
        radius: 3
        visible: sheet.farewell.busy
        color: Theme.raised
        Accessible.role: Accessible.ProgressBar
        Accessible.name: qsTr("Deleting")

        Rectangle {
            width: Math.max(6, parent.width * sheet.farewell.done)
            height: parent.height
            radius: 3
            color: Theme.accent
        }
    }
    Row {
        anchors.right: parent.right
        topPadding: 8
        spacing: 8

        PushButton {
            text: qsTr("Keep it")
            enabled: !sheet.farewell.busy
            focus: true
            onClicked: sheet.close()
        }
        PushButton {
            text: sheet.farewell.busy ? qsTr("Deleting…") : qsTr("Delete everywhere")
            danger: true
            symbol: "trash"
            enabled: sheet.farewell.looked && !sheet.farewell.busy
            onClicked: sheet.farewell.confirm()
        }
    }
}
