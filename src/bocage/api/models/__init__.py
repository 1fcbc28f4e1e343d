"""Models of the API room."""

from bocage.api.webhooks.models import WebhookAttempt, WebhookDelivery, WebhookSubscription

__all__ = ["WebhookAttempt", "WebhookDelivery", "WebhookSubscription"]
