"""See each part of the open doors."""

from bocage.api.webhooks import tasks as webhooks

__all__ = ["webhooks"]
