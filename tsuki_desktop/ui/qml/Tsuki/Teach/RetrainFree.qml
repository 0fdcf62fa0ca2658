pragma ComponentBehavior: Bound

import QtQuick
import Tsuki.Bridge
import Tsuki.Look

// Everything that would be deleted, before it is.
Sheet {
    id: sheet

    required property RetrainMade made

    title: qsTr("Free up %1?").arg(made.freed)
    most: Theme.px(540)

    Words {
        width: parent ? parent.width : 0
        text: qsTr("This is deleted, and nothing else. Your chats and ratings stay.")
        color: Theme.muted
    }
    Repeater {
        model: sheet.made.removable

        Item {
            id: one

            required property var modelData

            width: parent ? parent.width : 0
            implicitHeight: words.implicitHeight + 8
            Accessible.role: Accessible.ListItem
            Accessible.name: [modelData.title, modelData.size, modelData.why].join(", ")

            Column {
                id: words

                width: parent.width - size.width - 16

                Words {
                    width: parent.width
                    text: one.modelData.title
                    font.weight: Font.DemiBold
                    Accessible.ignored: true
                }
                Words {
                    width: parent.width
                    text: one.modelData.why
                    color: Theme.muted
                    font.pixelSize: Theme.textSecond
                    Accessible.ignored: true
                }
            }
            Words {
                id: size

                anchors.right: parent.right
                text: one.modelData.size
                wrapMode: Text.NoWrap
                Accessible.ignored: true
            }
        }
    }
    Flow {
        width: parent ? parent.width : 0
        layoutDirection: Qt.RightToLeft
        spacing: 8
        topPadding: 8

        PushButton {
            danger: true
            symbol: "trash"
            text: qsTr("Delete these")
            onClicked: {
                sheet.made.free()
                sheet.close()
            }
        }
        PushButton {
            text: qsTr("Keep them")
            focus: true
            onClicked: sheet.close()
        }
    }
}
