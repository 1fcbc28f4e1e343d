"""The club of the demo."""
