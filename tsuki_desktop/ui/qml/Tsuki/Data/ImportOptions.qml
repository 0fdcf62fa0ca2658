pragma ComponentBehavior: Bound

import QtQuick
import Tsuki.Bridge
import Tsuki.Look

// How a file is read: its columns, links, attachments, and where a conversation ends.
Column {
    id: options

    required property Importing importing
    readonly property bool chats: importing.needsSpeaker

    spacing: 10

    component Choice: Item {
        id: choice

        property string label: ""
        property string sentence: ""
        default property alias control: room.data
        readonly property bool stacked: width < Theme.px(470)

        width: parent ? parent.width : 0
        implicitHeight: stacked ? words.implicitHeight + 6 + room.childrenRect.height
            : Math.max(words.implicitHeight, room.childrenRect.height)

        Column {
            id: words

            anchors.left: parent.left
            anchors.verticalCenter: choice.stacked ? undefined : parent.verticalCenter
            width: choice.stacked ? parent.width : parent.width - room.childrenRect.width - 16

            Words {
                width: parent.width
                text: choice.label
            }
            Words {
                width: parent.width
                visible: text !== ""
                text: choice.sentence
                color: Theme.muted
                font.pixelSize: Theme.textLeast
            }
        }
        Item {
            id: room

            x: choice.stacked !== Theme.mirrored ? 0 : parent.width - childrenRect.width
            y: choice.stacked ? words.implicitHeight + 6 : (parent.height - childrenRect.height) / 2
            width: childrenRect.width
            height: childrenRect.height
        }
    }

    Repeater {
        model: options.importing.parts

        Choice {
            id: part

            required property var modelData

            label: {
                switch (modelData.part) {
                case "speaker": return qsTr("Who speaks")
                case "text": return qsTr("What they say")
                case "user": return qsTr("What is asked")
                default: return qsTr("What she answers")
                }
            }
            sentence: qsTr("The column of the table")

            Picker {
                label: part.label
                model: options.importing.columns
                currentIndex: options.importing.columns.indexOf(part.modelData.column)
                onActivated: at => options.importing.mapColumn(part.modelData.part, options.importing.columns[at])
            }
        }
    }
    Choice {
        visible: options.chats
        label: qsTr("Links")

        Segments {
            readonly property var keys: ["remove", "replace", "keep"]

            label: qsTr("Links")
            choices: [qsTr("Take out"), qsTr("Replace"), qsTr("Keep")]
            value: choices[keys.indexOf(options.importing.options.links)]
            onPicked: picked => options.importing.choose("links", keys[choices.indexOf(picked)])
        }
    }
    Choice {
        visible: options.chats
        label: qsTr("Pictures and files without words")

        Segments {
            readonly property var keys: ["drop", "mark"]

            label: qsTr("Pictures and files without words")
            choices: [qsTr("Leave out"), qsTr("Name")]
            value: choices[keys.indexOf(options.importing.options.attachments)]
            onPicked: picked => options.importing.choose("attachments", keys[choices.indexOf(picked)])
        }
    }
    Choice {
        visible: options.chats
        label: qsTr("A new conversation begins")
        sentence: qsTr("after so much silence")

        Picker {
            label: qsTr("A new conversation begins after so much silence")
            model: options.importing.gaps.map(minutes => minutes === 0 ? qsTr("As usual for such a chat")
                : minutes < 60 ? qsTr("%1 minutes").arg(minutes) : minutes === 60 ? qsTr("1 hour")
                : qsTr("%1 hours").arg(minutes / 60))
            currentIndex: options.importing.gaps.indexOf(options.importing.options.gap)
            onActivated: at => options.importing.choose("gap", options.importing.gaps[at])
        }
    }
}
