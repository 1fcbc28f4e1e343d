"""What webhooks tell of, by room."""

from bocage.api.webhooks.subjects import courses, leads, places, projects

__all__ = ["courses", "leads", "places", "projects"]
