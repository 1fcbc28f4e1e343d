"""The web face of the room."""
