"""The terminal: the same table without Discord."""
