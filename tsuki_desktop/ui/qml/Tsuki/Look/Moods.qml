pragma Singleton

import QtQuick

// The words for Tsuki's moods.
QtObject {
    function word(emotion: string): string {
        switch (emotion) {
        case "playful": return qsTr("playful")
        case "curious": return qsTr("curious")
        case "supportive": return qsTr("supportive")
        case "happy": return qsTr("happy")
        case "flustered": return qsTr("flustered")
        case "pouty": return qsTr("pouty")
        case "sad": return qsTr("sad")
        case "surprised": return qsTr("surprised")
        case "sleepy": return qsTr("sleepy")
        default: return qsTr("calm")
        }
    }
}
