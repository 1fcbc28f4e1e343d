"""What the room adds to the page of a commune, each subject in its own module."""

from bocage.housing import lead_commune_section

__all__ = ["lead_commune_section"]
