import QtQuick
import Tsuki.Look

// Who she is, and what she is not.
Column {
    spacing: Theme.px(20)

    FirstPoint {
        width: parent.width
        symbol: "moon"
        said: qsTr("I am a small program")
        more: qsTr("A language model with a face, not a person. Good company, if I may say so.")
    }
    FirstPoint {
        width: parent.width
        symbol: "sparkle"
        said: qsTr("I sound right more often than I am right")
        more: qsTr("Check what matters. I would be cross if you trusted me blindly.")
    }
    FirstPoint {
        width: parent.width
        symbol: "lock"
        said: qsTr("What you say stays on this computer")
        more: qsTr("No account, no cloud. It lies in a folder of yours, and you can delete it.")
    }
}
