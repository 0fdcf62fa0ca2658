pragma Singleton

import QtQuick

// Sizes and times in words.
QtObject {
    function bytes(size: real): string {
        if (size >= 1e9)
            return qsTr("%1 GB").arg((size / 1e9).toLocaleString(Qt.locale(), "f", size < 1e11 ? 1 : 0))
        if (size >= 1e6)
            return qsTr("%1 MB").arg((size / 1e6).toLocaleString(Qt.locale(), "f", 0))
        return qsTr("%1 kB").arg((size / 1e3).toLocaleString(Qt.locale(), "f", 0))
    }
    function parameters(count: real): string {
        if (count >= 1e9)
            return qsTr("%1 billion parameters").arg((count / 1e9).toLocaleString(Qt.locale(), "f", 1))
        return qsTr("%1 million parameters").arg((count / 1e6).toLocaleString(Qt.locale(), "f", 0))
    }
    // A token is about three quarters of a word.
    function speed(tokens: real): string {
        const words = tokens * 0.75
        if (words < 1)
            return qsTr("less than a word a second")
        return words < 1.5 ? qsTr("a word a second") : qsTr("%1 words a second").arg(Math.round(words))
    }
    function left(seconds: real): string {
        if (seconds < 90)
            return qsTr("%1 s left").arg(Math.max(1, Math.round(seconds)))
        if (seconds < 5400)
            return qsTr("%1 min left").arg(Math.round(seconds / 60))
        return qsTr("%1 h left").arg(Math.round(seconds / 3600))
    }
    function joined(parts: var): string {
        // Lines break between the parts, not within one.
        return parts.filter(part => part !== "").map(part => part.replace(/ /g, "\u00a0")).join("  ·  ")
    }
}
