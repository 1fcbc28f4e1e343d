"""What people answer by mail with one button, each family in its own module."""

from bocage.housing import lead_answers, owner_answers, search_answers

__all__ = ["lead_answers", "owner_answers", "search_answers"]
