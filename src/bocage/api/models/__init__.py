"""What the room of open doors keeps."""

from bocage.api.webhooks.models import WebhookAttempt, WebhookDelivery, WebhookSubscription

__all__ = ["WebhookAttempt", "WebhookDelivery", "WebhookSubscription"]
