import QtQuick
import QtQuick.Templates as T

T.Menu {
    id: menu

    implicitWidth: Math.max(200, Theme.px(200))
    implicitHeight: contentHeight + topPadding + bottomPadding
    padding: 6
    margins: 8
    overlap: 1

    delegate: PopItem {}
    contentItem: ListView {
        id: list

        implicitHeight: contentHeight
        model: menu.contentModel
        interactive: false
        currentIndex: menu.currentIndex

        // The menu itself takes no name.
        Binding {
            target: list.parent
            property: "Accessible.name"
            value: menu.title
        }
    }
    background: Rectangle {
        radius: Theme.radiusButton
        color: Theme.surface
        border.color: Theme.line
    }
}
