"""The chat log in SQLite."""
