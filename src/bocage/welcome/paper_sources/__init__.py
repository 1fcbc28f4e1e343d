"""The papers that each subject makes for a household."""

from bocage.welcome.paper_sources import ceremonies, stays

__all__ = ["ceremonies", "stays"]
