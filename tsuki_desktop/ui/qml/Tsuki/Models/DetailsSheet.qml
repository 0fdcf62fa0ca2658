pragma ComponentBehavior: Bound

import QtQuick
import Tsuki.Bridge
import Tsuki.Look

// All that is known of a model.
Sheet {
    id: sheet

    required property App app

    function ask(model: string, name: string): void {
        title = name
        app.models.show(model)
        open()
    }

    most: Theme.px(640)

    Words {
        visible: sheet.app.models.details.length === 0
        text: qsTr("Looking…")
        color: Theme.muted
    }
    Repeater {
        model: sheet.app.models.details

        Column {
            id: line

            required property var modelData

            width: parent ? parent.width : 0
            spacing: 2

            Words {
                width: parent.width
                text: line.modelData.label
                color: Theme.muted
                font.pixelSize: Theme.textLeast
                font.weight: Font.DemiBold
            }
            TextEdit {
                width: parent.width
                readOnly: true
                selectByMouse: true
                activeFocusOnTab: false
                text: line.modelData.value
                textFormat: TextEdit.PlainText
                wrapMode: TextEdit.Wrap
                color: Theme.ink
                selectionColor: Theme.accent
                selectedTextColor: Theme.accentInk
                font.family: line.modelData.long ? Theme.mono : Theme.face
                font.pixelSize: line.modelData.long ? Theme.textLeast : Theme.textBody
                Accessible.role: Accessible.StaticText
                Accessible.name: line.modelData.label + ": " + line.modelData.value
            }
        }
    }
    PushButton {
        anchors.right: parent ? parent.right : undefined
        text: qsTr("Close")
        focus: true
        onClicked: sheet.close()
    }
}
