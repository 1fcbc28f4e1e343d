"""What the room keeps about a person, each subject in its own module."""

from bocage.housing import lead_known_data

__all__ = ["lead_known_data"]
