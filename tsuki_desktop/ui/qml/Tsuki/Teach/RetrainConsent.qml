import QtQuick
import Tsuki.Look

// Asks before something that was not proven, or that does not come back.
Sheet {
    id: sheet

    required property string words
    required property string act
    property string keep: qsTr("Keep it as it is")
    property bool danger: false
    signal agreed()

    most: Theme.px(460)

    Words {
        width: parent ? parent.width : 0
        text: sheet.words
        color: Theme.muted
    }
    Flow {
        width: parent ? parent.width : 0
        layoutDirection: Qt.RightToLeft
        spacing: 8
        topPadding: 8

        PushButton {
            danger: sheet.danger
            text: sheet.act
            onClicked: {
                sheet.agreed()
                sheet.close()
            }
        }
        PushButton {
            text: sheet.keep
            focus: true
            onClicked: sheet.close()
        }
    }
}
