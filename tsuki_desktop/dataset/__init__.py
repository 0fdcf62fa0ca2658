"""Training data: what rated chats become, how it is checked, written and read."""
