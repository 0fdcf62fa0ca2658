"""QObjects that QML talks to."""
