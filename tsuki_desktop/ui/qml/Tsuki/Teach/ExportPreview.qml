pragma ComponentBehavior: Bound

import QtQuick
import Tsuki.Bridge
import Tsuki.Look

// What would be written: how much, what is private in it, what is left out and why, the first rows.
Column {
    id: preview

    required property ExportDesk desk
    required property bool brief

    readonly property var told: desk.preview
    readonly property bool known: told.rows !== undefined
    readonly property int rows: known ? told.rows + told.heldOut : 0

    spacing: 14
    visible: known

    function kindWords(kind: string, secret: bool): string {
        switch (kind) {
        case "email": return qsTr("E-mail address")
        case "phone": return qsTr("Phone number")
        case "iban": return qsTr("Bank account")
        case "card": return qsTr("Card number")
        case "address": return qsTr("Address")
        case "ip": return qsTr("IP address")
        case "handle": return qsTr("User name")
        default: return secret ? qsTr("Password or key") : kind
        }
    }

    function reasonWords(reason: string): string {
        switch (reason) {
        case "never_train": return qsTr("In a chat that is never learned from")
        case "not_finished": return qsTr("Never finished")
        case "length_cut": return qsTr("Cut off at the longest reply")
        case "thought_text": return qsTr("Holds a thought aloud")
        case "empty": return qsTr("Empty")
        case "no_user_turn": return qsTr("Does not answer words of yours")
        case "context_cut": return qsTr("Said when earlier turns did not fit")
        case "after_disliked": return qsTr("Comes after a reply that was not her")
        case "disliked": return qsTr("Not her")
        case "not_corrected": return qsTr("Not rewritten by you")
        case "older": return qsTr("Rated before that time")
        case "too_long": return qsTr("Too long for a trainer")
        case "no_pair": return qsTr("There is nothing to compare it with")
        case "same_text": return qsTr("Rewritten to the same words")
        case "in_longer_thread": return qsTr("Is inside a longer row already")
        default: return reason
        }
    }

    component Title: Words {
        color: Theme.muted
        font.pixelSize: Theme.textSecond
        font.weight: Font.DemiBold
    }

    Column {
        width: parent.width
        visible: !preview.brief
        spacing: 2

        Words {
            width: parent.width
            text: preview.rows === 0 ? qsTr("Nothing to write with these options")
                : preview.rows === 1 ? qsTr("1 row") : qsTr("%1 rows").arg(Qt.locale().toString(preview.rows, "f", 0))
            font.pixelSize: Theme.textHeading
            font.weight: Font.Bold
        }
        Words {
            width: parent.width
            text: !preview.known ? ""
                : qsTr("From %1 of %2 rated replies.").arg(preview.told.used).arg(preview.told.rated)
                + (preview.told.heldOut ? " " + qsTr("%1 held out.").arg(preview.told.heldOut) : "")
                + (preview.told.trimmed ? " " + qsTr("%1 lost their oldest turns, to fit.").arg(preview.told.trimmed) : "")
            color: Theme.muted
            font.pixelSize: Theme.textSecond
        }
    }
    Column {
        width: parent.width
        visible: preview.desk.findings.length > 0
        spacing: 6

        Title { text: qsTr("Private details") }
        Repeater {
            model: preview.desk.findings

            Rectangle {
                id: finding

                required property var modelData

                width: parent ? parent.width : 0
                implicitHeight: Math.max(words.implicitHeight, choice.height) + 20
                radius: Theme.radiusButton
                color: Theme.raised

                Column {
                    id: words

                    anchors.left: parent.left
                    anchors.leftMargin: 14
                    anchors.verticalCenter: parent.verticalCenter
                    width: parent.width - choice.width - 42

                    Words {
                        width: parent.width
                        text: preview.kindWords(finding.modelData.kind, finding.modelData.secret)
                            + (finding.modelData.fresh ? qsTr(" · new") : "")
                        color: Theme.muted
                        font.pixelSize: Theme.textLeast
                    }
                    Words {
                        width: parent.width
                        text: finding.modelData.keep ? finding.modelData.text
                            : qsTr("%1  →  %2").arg(finding.modelData.text).arg(finding.modelData.placeholder)
                        wrapMode: Text.WrapAnywhere
                        maximumLineCount: 3
                        elide: Text.ElideRight
                        font.weight: Font.DemiBold
                    }
                }
                Segments {
                    id: choice

                    readonly property string swap: qsTr("Replace")
                    readonly property string stay: qsTr("Keep")

                    anchors.right: parent.right
                    anchors.rightMargin: 10
                    anchors.verticalCenter: parent.verticalCenter
                    label: finding.modelData.text
                    choices: [swap, stay]
                    value: finding.modelData.keep ? stay : swap
                    onPicked: picked => preview.desk.keepFinding(finding.modelData.fingerprint, picked === stay)
                }
            }
        }
    }
    Words {
        width: parent.width
        visible: preview.known && preview.told.many === true
        text: qsTr("There are more than can be listed; those are replaced too.")
        color: Theme.muted
        font.pixelSize: Theme.textSecond
    }
    Column {
        width: parent.width
        visible: !preview.brief && preview.known && preview.told.leftOut.length > 0
        spacing: 4

        Title { text: qsTr("Left out") }
        Repeater {
            model: preview.known ? preview.told.leftOut : []

            Item {
                id: line

                required property var modelData

                width: parent ? parent.width : 0
                implicitHeight: why.implicitHeight

                Words {
                    id: why

                    width: parent.width - much.width - 12
                    text: preview.reasonWords(line.modelData.reason)
                }
                Words {
                    id: much

                    anchors.right: parent.right
                    text: line.modelData.count
                    color: Theme.muted
                }
            }
        }
    }
    Column {
        width: parent.width
        visible: !preview.brief && preview.known && preview.told.checked > 0
        spacing: 4

        Title {
            text: preview.known && preview.told.checked < preview.rows
                ? qsTr("How good it is, by the first %1 rows").arg(Qt.locale().toString(preview.told.checked, "f", 0))
                : qsTr("How good it is")
        }
        Words {
            width: parent.width
            text: preview.known ? preview.told.verdict : ""
        }
        Repeater {
            model: preview.known ? preview.told.notes : []

            Item {
                id: note

                required property var modelData

                width: parent ? parent.width : 0
                implicitHeight: what.implicitHeight

                Words {
                    id: what

                    width: parent.width - often.width - 12
                    text: qsTr("Row %1: %2").arg(note.modelData.line).arg(note.modelData.text)
                    color: note.modelData.bad ? Theme.bad : Theme.muted
                    font.pixelSize: Theme.textSecond
                }
                Words {
                    id: often

                    anchors.right: parent.right
                    visible: note.modelData.count > 1
                    text: qsTr("and %1 more").arg(note.modelData.count - 1)
                    color: Theme.muted
                    font.pixelSize: Theme.textSecond
                }
            }
        }
    }
    Column {
        width: parent.width
        visible: !preview.brief && preview.desk.samples.length > 0
        spacing: 8

        Title { text: qsTr("The first rows") }
        Repeater {
            model: preview.desk.samples.slice(0, 3)

            Rectangle {
                id: sample

                required property var modelData

                width: parent ? parent.width : 0
                implicitHeight: talk.implicitHeight + 20
                radius: Theme.radiusButton
                color: Theme.raised

                Column {
                    id: talk

                    x: 14
                    y: 10
                    width: parent.width - 28
                    spacing: 3

                    Words {
                        width: parent.width
                        visible: text !== ""
                        text: sample.modelData.said
                        color: Theme.muted
                        font.pixelSize: Theme.textSecond
                        maximumLineCount: 2
                        elide: Text.ElideRight
                    }
                    Words {
                        width: parent.width
                        text: sample.modelData.reply
                        maximumLineCount: 4
                        elide: Text.ElideRight
                    }
                    Words {
                        width: parent.width
                        visible: text !== ""
                        text: sample.modelData.rejected
                        color: Theme.muted
                        font.strikeout: true
                        maximumLineCount: 3
                        elide: Text.ElideRight
                    }
                }
            }
        }
    }
}
