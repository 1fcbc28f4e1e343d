"""Thread of a project: messages between its household and the welcome team, and read receipts."""
