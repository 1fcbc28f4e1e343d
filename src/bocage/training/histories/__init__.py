"""The histories of this room that have a page."""
