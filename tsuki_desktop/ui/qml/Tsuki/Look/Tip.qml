import QtQuick
import QtQuick.Templates as T

// The words that a control without words shows on hover and on keyboard focus.
T.ToolTip {
    id: tip

    delay: 500
    timeout: 6000
    y: -implicitHeight - 6
    x: parent ? Math.round((parent.width - implicitWidth) / 2) : 0
    margins: 8
    padding: 6
    leftPadding: 10
    rightPadding: 10
    implicitWidth: contentItem.implicitWidth + leftPadding + rightPadding
    implicitHeight: contentItem.implicitHeight + topPadding + bottomPadding
    closePolicy: T.Popup.NoAutoClose

    contentItem: Words {
        text: tip.text
        wrapMode: Text.NoWrap
        color: Theme.ground
        font.pixelSize: Theme.textLeast
        font.weight: Font.DemiBold
        Accessible.ignored: true
    }
    background: Rectangle {
        radius: Theme.radiusChip
        color: Theme.ink
    }
}
