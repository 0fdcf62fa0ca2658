"""One module for each kind of chat export."""
