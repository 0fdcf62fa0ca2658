pragma ComponentBehavior: Bound

import QtQuick
import Tsuki.Bridge
import Tsuki.Look

// One setting: its name and a sentence on the left, the control on the right (below in a narrow page).
Item {
    id: row

    required property string name
    required property string title
    required property string sentence
    required property string kind
    required property var value
    required property real minimum
    required property real maximum
    required property var choices
    required property var labels
    required property string section
    required property Preferences preferences

    readonly property bool stacked: width < words.implicitWidth * 0 + Theme.px(520) || kind === "lines"

    implicitHeight: stacked ? words.height + control.height + 36 : Math.max(words.height, control.height) + 28

    Column {
        id: words

        anchors.left: parent.left
        anchors.leftMargin: 20
        y: row.stacked ? 14 : Math.round((row.height - height) / 2)
        width: row.stacked ? row.width - 40 : row.width - control.width - 64
        spacing: 2

        Words {
            width: parent.width
            text: row.title
            font.weight: Font.DemiBold
            Accessible.ignored: true
        }
        Words {
            width: parent.width
            text: row.sentence
            color: Theme.muted
            font.pixelSize: Theme.textSecond
            Accessible.ignored: true
        }
    }
    Loader {
        id: control

        x: row.stacked !== Theme.mirrored ? 20 : row.width - width - 20
        y: row.stacked ? words.y + words.height + 8 : Math.round((row.height - height) / 2)
        width: row.kind === "lines" ? row.width - 40 : item ? (item as Item).implicitWidth : 0
        sourceComponent: {
            switch (row.kind) {
            case "switch": return toggle
            case "choice": return segments
            case "model": return picker
            case "words": return field
            case "lines": return lines
            default: return row.kind === "decimal" || row.name === "text_size" ? amount : number
            }
        }
    }
    Component {
        id: toggle

        Toggle {
            text: row.title
            Accessible.description: row.sentence
            checked: row.value === true
            onToggled: row.preferences.setSwitch(row.name, checked)
        }
    }
    Component {
        id: segments

        Segments {
            label: row.title
            about: row.sentence
            choices: row.choices
            labels: row.labels
            value: String(row.value)
            onPicked: choice => row.preferences.setWords(row.name, choice)
        }
    }
    Component {
        id: picker

        Picker {
            label: row.title
            Accessible.description: row.sentence
            model: row.choices
            displayTexts: row.choices.map(id => id === "" ? qsTr("The best one here") : id.slice(id.indexOf(":") + 1))
            displayText: row.value ? row.value.slice(row.value.indexOf(":") + 1) : qsTr("The best one here")
            currentIndex: row.choices.indexOf(row.value)
            onActivated: index => row.preferences.setWords(row.name, row.choices[index])
        }
    }
    Component {
        id: field

        Field {
            implicitWidth: Theme.px(280)
            text: String(row.value)
            placeholderText: row.title
            Accessible.description: row.sentence
            onEditingFinished: if (text !== row.value) row.preferences.setWords(row.name, text)
        }
    }
    Component {
        id: lines

        Area {
            label: row.title
            about: row.sentence
            least: Theme.px(92)
            longest: row.maximum
            text: String(row.value)
            onEditingFinished: if (text !== row.value) row.preferences.setWords(row.name, text)
        }
    }
    Component {
        id: amount

        Amount {
            label: row.title
            about: row.sentence
            value: Number(row.value)
            minimum: row.minimum
            maximum: row.maximum
            whole: row.kind === "number"
            step: whole ? 10 : 0.05
            onPicked: value => row.preferences.setNumber(row.name, value)
        }
    }
    Component {
        id: number

        NumberBox {
            label: row.title
            Accessible.description: row.sentence
            from: row.minimum
            to: row.maximum
            stepSize: row.maximum > 5000 ? 256 : row.maximum > 2000 ? 10 : 1
            value: Number(row.value)
            onValueModified: row.preferences.setNumber(row.name, value)
        }
    }
}
