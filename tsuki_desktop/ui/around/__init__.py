"""What the desktop around the window offers: a tray, notifications, keys for everywhere, a start at login.

Imported only once the window can be used.
"""
