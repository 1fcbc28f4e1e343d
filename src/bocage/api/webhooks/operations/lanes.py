"""Lanes: deliveries about one object are sent in order."""

from django.db.models import OuterRef, QuerySet

from bocage.api.webhooks.models import WebhookDelivery


def earlier_in_lane() -> QuerySet[WebhookDelivery]:
    """Returns a subquery of the waiting deliveries about the same object that must be sent before
    the one of the outer query.
    """
    return WebhookDelivery.objects.filter(
        subscription=OuterRef("subscription"),
        lane=OuterRef("lane"),
        state=WebhookDelivery.State.WAITING,
        pk__lt=OuterRef("pk"),
    )
