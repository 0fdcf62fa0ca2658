import QtQuick
import Tsuki.Bridge
import Tsuki.Look

// Asks before something goes that could only come back from the internet.
Sheet {
    id: sheet

    required property App app
    property string model: ""
    property string name: ""
    property bool inOllama: false

    function ask(row: ModelRow): void {
        model = row.modelId
        name = row.name
        inOllama = row.backend === "ollama"
        open()
    }

    title: qsTr("Delete “%1”?").arg(name)
    most: Theme.px(460)

    Words {
        width: parent ? parent.width : 0
        text: sheet.inOllama ? qsTr("It is deleted from Ollama, for every program on this computer. Your chats and ratings stay.")
            : qsTr("The file is deleted from this computer. Your chats and ratings stay.")
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
            text: qsTr("Delete")
            onClicked: {
                sheet.app.models.remove(sheet.model)
                sheet.close()
            }
        }
    }
}
