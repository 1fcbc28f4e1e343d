"""See each part of the open doors."""

from bocage.api.webhooks import handlers as webhooks

__all__ = ["webhooks"]
