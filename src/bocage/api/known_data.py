"""See each part of the open doors."""

from bocage.api.webhooks import known_data as webhooks

__all__ = ["webhooks"]
