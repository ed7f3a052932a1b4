"""The Discord front end: shows what the round table does, turns commands into calls. No rule of a debate lives here."""
