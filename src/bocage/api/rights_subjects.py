"""See each part of the open doors."""

from bocage.api.webhooks import rights_subjects as webhooks

__all__ = ["webhooks"]
