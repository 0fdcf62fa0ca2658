pragma ComponentBehavior: Bound

import QtQuick
import Tsuki.Bridge
import Tsuki.Look

// What lint found, by rule: how often, where, and one button where there is a safe answer.
Panel {
    id: findings

    required property DataDesk desk
    property string unfolded: ""

    title: qsTr("What to look at")
    visible: repeater.count > 0

    Repeater {
        id: repeater

        model: findings.desk.report.findings ?? []

        Column {
            id: finding

            required property var modelData
            readonly property bool open: findings.unfolded === modelData.rule

            width: parent ? parent.width : 0
            spacing: 4

            Item {
                width: parent.width
                implicitHeight: Math.max(name.implicitHeight, tools.implicitHeight)

                Icon {
                    id: sign

                    anchors.left: parent.left
                    anchors.verticalCenter: parent.verticalCenter
                    name: finding.modelData.kind === "suggestions" ? "sparkle" : "warning"
                    ink: finding.modelData.kind === "errors" ? Theme.bad : finding.modelData.kind === "warnings" ? Theme.moon : Theme.muted
                }
                Words {
                    id: name

                    anchors.left: sign.right
                    anchors.leftMargin: 12
                    anchors.verticalCenter: parent.verticalCenter
                    anchors.right: tools.left
                    anchors.rightMargin: 8
                    text: qsTr("%1 (%2)").arg(finding.modelData.title).arg(Qt.locale().toString(finding.modelData.count, "f", 0))
                }
                Row {
                    id: tools

                    anchors.right: parent.right
                    anchors.verticalCenter: parent.verticalCenter
                    spacing: 4

                    PushButton {
                        visible: finding.modelData.action !== ""
                        text: finding.modelData.action === "mend" ? qsTr("Mend") : qsTr("Leave out")
                        Accessible.name: finding.modelData.action === "mend"
                            ? qsTr("Mend: %1").arg(finding.modelData.title) : qsTr("Leave out: %1").arg(finding.modelData.title)
                        onClicked: findings.desk.answer(finding.modelData.rule)
                    }
                    IconButton {
                        symbol: finding.open ? "chevron-up" : "chevron-down"
                        text: finding.open ? qsTr("Fold") : qsTr("Where: %1").arg(finding.modelData.title)
                        onClicked: findings.unfolded = finding.open ? "" : finding.modelData.rule
                    }
                }
            }
            Repeater {
                model: finding.open ? finding.modelData.places : []

                PushButton {
                    required property var modelData

                    anchors.left: parent.left
                    anchors.leftMargin: sign.width + 2
                    width: Math.min(implicitWidth, finding.width - sign.width - 2)
                    clip: true
                    plain: true
                    font.pixelSize: Theme.textSecond
                    font.weight: Font.Normal
                    text: qsTr("Row %1: %2").arg(modelData.line).arg(modelData.text)
                    onClicked: findings.desk.goTo(modelData.line)
                }
            }
        }
    }
}
