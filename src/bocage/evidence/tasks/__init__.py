"""What the room of evidence does by the clock, one module a subject."""

from bocage.evidence.tasks import nights

__all__ = ["nights"]
