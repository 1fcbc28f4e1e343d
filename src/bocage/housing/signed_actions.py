"""What people answer by mail with one button."""

from bocage.housing import owner_answers

__all__ = ["owner_answers"]
