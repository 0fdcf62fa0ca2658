"""Lists that QML shows."""
