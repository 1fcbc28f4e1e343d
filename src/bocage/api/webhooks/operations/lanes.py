"""What is about one object is sent in order."""

from django.db.models import OuterRef, QuerySet

from bocage.api.webhooks.models import WebhookDelivery


def earlier_in_lane() -> QuerySet[WebhookDelivery]:
    """Of a delivery in a query: those about the same object that are to be sent before it."""
    return WebhookDelivery.objects.filter(
        subscription=OuterRef("subscription"),
        lane=OuterRef("lane"),
        state=WebhookDelivery.State.WAITING,
        pk__lt=OuterRef("pk"),
    )
