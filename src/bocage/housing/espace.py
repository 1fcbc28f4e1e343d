"""What the room adds to the Espace, each subject in its own module."""

from bocage.housing import lead_espace

__all__ = ["lead_espace"]
