import QtQuick
import Tsuki.Bridge
import Tsuki.Look

// Asks before what has arrived of a download goes: it would have to be fetched again.
Sheet {
    id: sheet

    required property Fetching fetching
    property string name: ""
    property real done: 0

    function ask(row: OfferRow): void {
        name = row.name
        done = row.done
        open()
    }

    title: qsTr("Throw away what has arrived?")
    most: Theme.px(460)

    Words {
        width: parent ? parent.width : 0
        text: qsTr("%1 of %2 have arrived. To have it later, they must be fetched again.").arg(Sizes.bytes(sheet.done)).arg(sheet.name)
        color: Theme.muted
    }
    Row {
        anchors.right: parent ? parent.right : undefined
        spacing: 8
        topPadding: 8

        PushButton {
            text: qsTr("Keep it")
            focus: true
            onClicked: sheet.close()
        }
        PushButton {
            danger: true
            text: qsTr("Throw away")
            onClicked: {
                sheet.fetching.discard(sheet.name)
                sheet.close()
            }
        }
    }
}
