"""What outreach does by itself, by the clock, by subject."""

from bocage.outreach.tasks import editorial

__all__ = ["editorial"]
