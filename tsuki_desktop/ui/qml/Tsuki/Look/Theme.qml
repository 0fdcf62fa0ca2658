pragma Singleton
pragma ComponentBehavior: Bound

import QtQuick

// Every colour, size and duration of the window. Contrast of all text pairs is checked by a test.
QtObject {
    property bool dark: true
    property real textScale: 1.0
    property bool motion: true
    readonly property bool mirrored: Application.layoutDirection === Qt.RightToLeft

    // Grounds, from the back to the front
    readonly property color ground: dark ? "#11121A" : "#F8F6FC"
    readonly property color side: dark ? "#15161F" : "#F1EEF8"
    readonly property color surface: dark ? "#1B1D29" : "#FFFFFF"
    readonly property color raised: dark ? "#242736" : "#ECE8F6"
    readonly property color line: dark ? "#2B2E3F" : "#E1DCEE"
    readonly property color edge: dark ? "#6C7090" : "#837D9B"
    readonly property color mine: dark ? "#332D57" : "#E3DCFF"
    readonly property color veil: dark ? "#B008080F" : "#66201C33"

    // Inks
    readonly property color ink: dark ? "#ECEAF4" : "#211E2E"
    readonly property color muted: dark ? "#A3A5BB" : "#5F5B72"
    readonly property color accent: dark ? "#B9A7FF" : "#6A54D6"
    readonly property color accentInk: dark ? "#1A1530" : "#FFFFFF"
    readonly property color moon: dark ? "#F6D8A8" : "#8A5A0C"
    readonly property color moonGlow: dark ? "#F6D8A8" : "#E3A844"
    readonly property color good: dark ? "#7FD1AE" : "#1F7350"
    readonly property color bad: dark ? "#F29A9A" : "#B23A3A"

    // Code
    readonly property color codeGround: dark ? "#14151E" : "#F4F1FA"
    readonly property color codeKeyword: dark ? "#C6A8FF" : "#6A42C8"
    readonly property color codeText: dark ? "#9FD8B4" : "#1F6E4A"
    readonly property color codeNumber: dark ? "#F6C99A" : "#94500B"
    readonly property color codeComment: dark ? "#9194AD" : "#666179"
    readonly property color codeName: dark ? "#8FC3FF" : "#1D5FA8"

    // Spaces in fours
    readonly property int tiny: 4
    readonly property int small: 8
    readonly property int medium: 12
    readonly property int large: 16
    readonly property int huge: 24
    readonly property int margin: 28

    readonly property int radiusCard: 16
    readonly property int radiusButton: 12
    readonly property int radiusChip: 8

    // Type, in pixels
    readonly property int textPage: px(22)
    readonly property int textHeading: px(16)
    readonly property int textTalk: px(15)
    readonly property int textBody: px(14)
    readonly property int textSecond: px(13)
    readonly property int textLeast: px(12)
    readonly property string face: "Nunito Sans"
    readonly property string mono: "JetBrains Mono"

    readonly property int talkWidth: Math.max(820, px(760))
    readonly property int sideWidth: Math.round(264 * Math.min(1.5, 0.6 + 0.4 * textScale))
    readonly property int control: Math.max(36, px(36))

    // Milliseconds; nothing moves where motion is off
    readonly property int quick: motion ? 120 : 0
    readonly property int calm: motion ? 220 : 0

    // Style sheets for what Python writes
    readonly property string prose: "a{color:" + accent + ";text-decoration:none}"
        + "p,li,ul,ol,blockquote{line-height:138%}"
        + "p{margin-top:0;margin-bottom:" + px(8) + "px}.end{margin-bottom:0}"
        + "h1{font-size:" + px(19) + "px}h2{font-size:" + px(17) + "px}"
        + "h3,h4,h5,h6{font-size:" + px(15) + "px}"
        + "h1,h2,h3,h4,h5,h6{font-weight:700;margin-top:" + px(8) + "px;margin-bottom:" + px(6) + "px}"
        + "ul,ol{margin-top:0;margin-bottom:" + px(8) + "px;-qt-list-indent:1}"
        + "code{font-family:'" + mono + "';font-size:" + px(13) + "px;background-color:" + tint(raised, ink, 0.04) + "}"
        + "pre{font-family:'" + mono + "';font-size:" + px(13) + "px}"
        + "blockquote{color:" + muted + ";margin-left:" + px(12) + "px;margin-right:0}"
        + "th,td{padding:" + px(5) + "px " + px(10) + "px;border-style:solid;border-width:1px;border-color:" + edge + "}"
        + "th{text-align:left}"
        + "table{border-collapse:collapse;border-style:solid;border-width:1px;border-color:" + edge + ";margin-bottom:" + px(8) + "px}"
    readonly property string code: "pre{font-family:'" + mono + "';line-height:140%;margin:0}"
        + ".k{color:" + codeKeyword + "}.s{color:" + codeText + "}.m{color:" + codeNumber + "}"
        + ".c{color:" + codeComment + "}.f{color:" + codeName + "}"

    function px(size: real): int {
        return Math.round(size * textScale)
    }

    function tint(under: color, over: color, amount: real): color {
        return Qt.rgba(under.r + (over.r - under.r) * amount, under.g + (over.g - under.g) * amount,
                       under.b + (over.b - under.b) * amount, 1)
    }

    function clear(solid: color, amount: real): color {
        return Qt.rgba(solid.r, solid.g, solid.b, amount)
    }
}
