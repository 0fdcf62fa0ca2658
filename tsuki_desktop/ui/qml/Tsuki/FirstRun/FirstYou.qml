pragma ComponentBehavior: Bound

import QtQuick
import Tsuki.Bridge
import Tsuki.Look

// Who the person is, as far as they like to say.
Column {
    id: you

    required property FirstRun run

    function tell(): void {
        run.tell(name.text, pronouns.text, lines.text)
    }
    function focusFirst(): void {
        name.forceActiveFocus(Qt.TabFocusReason)
    }

    spacing: 14
    // Once: what is typed is not put back by a later change.
    Component.onCompleted: {
        name.text = run.name
        pronouns.text = run.pronouns
        lines.text = run.lines
    }

    Labelled {
        label: qsTr("Your name")

        Field {
            id: name

            width: parent.width
            maximumLength: 60
            Accessible.name: qsTr("Your name")
            Keys.onReturnPressed: pronouns.forceActiveFocus(Qt.TabFocusReason)
        }
    }
    Labelled {
        label: qsTr("Pronouns")

        Field {
            id: pronouns

            width: parent.width
            maximumLength: 60
            Accessible.name: qsTr("Pronouns")
            Keys.onReturnPressed: lines.forceActiveFocus(Qt.TabFocusReason)
        }
    }
    Labelled {
        label: qsTr("What I should know")

        Area {
            id: lines

            width: parent.width
            label: qsTr("What I should know")
            longest: 440
            placeholder: qsTr("Night owl, two cats, hates mornings")
        }
    }

    component Labelled: Column {
        property string label

        width: you.width
        spacing: 6

        Words {
            text: parent.label
            color: Theme.muted
            font.pixelSize: Theme.textSecond
            font.weight: Font.DemiBold
            Accessible.ignored: true
        }
    }
}
