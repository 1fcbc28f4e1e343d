"""See each part of the open doors."""

from bocage.api.webhooks import espace as webhooks

__all__ = ["webhooks"]
