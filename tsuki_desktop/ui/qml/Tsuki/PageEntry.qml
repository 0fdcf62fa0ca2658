import QtQml

// One page of the window. To add a page: write it, and add an entry to `pages` in Main.qml.
QtObject {
    required property string name
    required property string title
    required property string symbol
    required property Component content
}
