"""See each part of the open doors."""

from bocage.api.webhooks import mails as webhooks

__all__ = ["webhooks"]
