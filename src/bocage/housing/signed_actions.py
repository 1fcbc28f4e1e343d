"""What people answer by mail with one button, each family in its own module."""

from bocage.housing import search_answers

__all__ = ["search_answers"]
