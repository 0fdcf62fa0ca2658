import QtQuick
import QtQuick.Templates as T
import QtQuick.Window

// A dialog in the middle of the window. Esc and a click beside it close it.
T.Popup {
    id: sheet

    property string title: ""
    default property alias body: column.data
    property int most: 480
    // What has the keyboard is ringed, which lies outside of it and must not be cut off.
    readonly property int ring: 6

    parent: T.Overlay.overlay
    anchors.centerIn: parent
    modal: true
    focus: true
    dim: true
    width: Math.min(most, (parent ? parent.width : 600) - 48)
    height: Math.min(implicitHeight, (parent ? parent.height : 600) - 48)
    implicitHeight: flick.contentHeight + topPadding + bottomPadding
    padding: 24 - ring

    contentItem: Flickable {
        id: flick

        clip: true
        contentHeight: column.implicitHeight + 2 * sheet.ring
        contentWidth: width
        boundsBehavior: Flickable.StopAtBounds
        interactive: contentHeight > height

        T.ScrollBar.vertical: Bar {}

        // The popup itself takes no name.
        Binding {
            target: flick.parent
            property: "Accessible.name"
            value: sheet.title
        }
        // What the keyboard reaches comes into view.
        Connections {
            target: flick.Window.window
            function onActiveFocusItemChanged(): void {
                const item = flick.Window.activeFocusItem
                for (let one = item; one; one = one.parent)
                    if (one === column)
                        flick.reveal(item)
            }
        }
        function reveal(item: Item): void {
            const top = item.mapToItem(column, 0, 0).y + column.y
            if (top < contentY)
                contentY = Math.max(0, top - 12)
            else if (top + item.height > contentY + height)
                contentY = Math.min(Math.max(0, contentHeight - height), top + item.height - height + 12)
        }

        Column {
            id: column

            // The scroll bar lies beside what it scrolls.
            x: sheet.ring + (Theme.mirrored && flick.interactive ? 16 : 0)
            y: sheet.ring
            width: flick.width - 2 * sheet.ring - (flick.interactive ? 16 : 0)
            spacing: 12

            Words {
                width: parent.width
                text: sheet.title
                font.pixelSize: Theme.textPage
                font.weight: Font.Bold
                visible: text !== ""
                Accessible.role: Accessible.Heading
            }
        }
    }
    background: Rectangle {
        radius: Theme.radiusCard + 4
        color: Theme.surface
        border.color: Theme.line
    }
    T.Overlay.modal: Rectangle {
        color: Theme.veil
    }
    enter: Transition {
        NumberAnimation { property: "opacity"; from: 0; to: 1; duration: Theme.quick }
    }
    exit: Transition {
        NumberAnimation { property: "opacity"; from: 1; to: 0; duration: Theme.quick }
    }
}
