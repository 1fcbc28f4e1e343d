"""What webhooks tell of, by room."""

from bocage.api.webhooks.subjects import (
    club,
    courses,
    gatherings,
    leads,
    places,
    projects,
    relays,
)

__all__ = ["club", "courses", "gatherings", "leads", "places", "projects", "relays"]
