"""Who may do what with the open doors, by subject."""

from bocage.api.policies import webhooks

__all__ = ["webhooks"]
