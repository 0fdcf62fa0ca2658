"""The use cases; they alone combine the rooms below."""
