"""Who may do what in outreach, by subject."""

from bocage.outreach.policies import editorial

__all__ = ["editorial"]
