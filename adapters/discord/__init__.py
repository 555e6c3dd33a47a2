"""Discord: what happens there as calls of the bot, and its answers as messages."""
