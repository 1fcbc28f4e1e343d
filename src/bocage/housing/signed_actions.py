"""What people answer by mail with one button, about homes."""

from bocage.housing import lead_answers

__all__ = ["lead_answers"]
