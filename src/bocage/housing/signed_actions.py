"""What people answer by mail with one button, each family in its own module."""

from bocage.housing import owner_answers, search_answers

__all__ = ["owner_answers", "search_answers"]
