"""Periodic tasks of the evidence room, one module per subject."""
