"""On what the rights of outreach are asked, by subject."""

from bocage.outreach.rights_subjects import editorial

__all__ = ["editorial"]
