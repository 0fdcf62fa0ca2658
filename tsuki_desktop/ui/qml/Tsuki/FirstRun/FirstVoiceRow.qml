import QtQuick
import QtQuick.Templates as T
import Tsuki.Look
import Tsuki.Models as Parts

// One model that is here already: chosen with a click, with Space or Enter; the arrows move between them.
T.ItemDelegate {
    id: row

    required property string modelId
    required property string name
    required property string backend
    required property real sizeBytes
    required property string fits
    required property bool starter
    required property bool inUse
    required property bool cloud
    signal chosen()

    readonly property string place: {
        switch (backend) {
        case "llama.cpp": return qsTr("in Tsuki herself")
        case "ollama": return qsTr("in Ollama")
        case "openai": return qsTr("on the other server")
        default: return backend
        }
    }
    readonly property string about: Parts.Sizes.joined([
        cloud ? qsTr("on somebody else's computers: what you say leaves yours") : starter ? qsTr("my starter: quick, not very bright") : place,
        sizeBytes > 0 ? qsTr("%1 on disk").arg(Parts.Sizes.bytes(sizeBytes)) : "",
        fits === "no" ? qsTr("too large for now") : fits === "never" ? qsTr("too large for this computer") : ""])

    implicitHeight: lines.implicitHeight + 20
    focusPolicy: Qt.StrongFocus
    text: name
    Accessible.role: Accessible.RadioButton
    Accessible.name: name
    Accessible.description: about
    Accessible.checked: inUse
    onClicked: chosen()
    Keys.onUpPressed: nextItemInFocusChain(false).forceActiveFocus(Qt.BacktabFocusReason)
    Keys.onDownPressed: nextItemInFocusChain(true).forceActiveFocus(Qt.TabFocusReason)

    background: Rectangle {
        radius: Theme.radiusButton
        color: row.inUse ? Theme.mine : row.hovered ? Theme.raised : Theme.clear(Theme.raised, 0)

        FocusRing {
            shown: row.visualFocus
            anchors.margins: 0
        }
    }
    contentItem: Item {
        Rectangle {
            id: dot

            anchors.left: parent.left
            anchors.leftMargin: 14
            anchors.verticalCenter: parent.verticalCenter
            width: Theme.px(18)
            height: width
            radius: width / 2
            color: "transparent"
            border.width: row.inUse ? Math.round(width / 3.4) : 1.5
            border.color: row.inUse ? Theme.accent : Theme.edge
        }
        Column {
            id: lines

            anchors.left: dot.right
            anchors.leftMargin: 12
            anchors.right: parent.right
            anchors.rightMargin: 14
            anchors.verticalCenter: parent.verticalCenter
            spacing: 2

            Words {
                width: parent.width
                text: row.name
                font.weight: Font.DemiBold
                elide: Text.ElideMiddle
                wrapMode: Text.NoWrap
                Accessible.ignored: true
            }
            Words {
                width: parent.width
                text: row.about
                color: row.inUse ? Theme.ink : Theme.muted
                font.pixelSize: Theme.textSecond
                Accessible.ignored: true
            }
        }
    }
    HoverHandler { cursorShape: Qt.PointingHandCursor }
}
