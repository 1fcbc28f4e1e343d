"""Factories of webhooks: a subscription to bookings, deliveries, attempts."""

from uuid import uuid4

import factory
from django.utils import timezone

from bocage.api.webhooks.models import WebhookAttempt, WebhookDelivery, WebhookSubscription
from bocage.api.webhooks.signing import new_secret
from tests.people.factories import PersonFactory
from tests.traits import Trait


class SubscriptionFactory(factory.django.DjangoModelFactory):
    """Active subscription to its owner's events; no address is called."""

    class Meta:
        model = WebhookSubscription

    owner = factory.SubFactory(PersonFactory)
    name = factory.Sequence(lambda number: f"Tableur {number}")
    url = factory.Sequence(lambda number: f"https://tableur{number}.example/bocage")
    events = factory.LazyFunction(lambda: ["booking.confirmed", "booking.cancelled"])
    secret = factory.LazyFunction(new_secret)


class DeliveryFactory(factory.django.DjangoModelFactory):
    """Pending delivery about a booking of its own; `final_state="lost"` or `arrived=True`."""

    class Meta:
        model = WebhookDelivery

    class Params:
        final_state = None
        arrived = Trait(final_state="delivered", attempts_count=1)

    subscription = factory.SubFactory(SubscriptionFactory)
    publication = factory.LazyFunction(uuid4)
    event = "booking.confirmed"
    subject = factory.LazyFunction(lambda: str(uuid4()))
    lane = factory.LazyAttribute(lambda delivery: f"booking:{delivery.subject}")
    happened_at = factory.LazyFunction(timezone.now)
    waiting_since = factory.SelfAttribute("happened_at")
    next_attempt_at = factory.SelfAttribute("happened_at")
    state = factory.LazyAttribute(lambda delivery: delivery.final_state or "waiting")
    finished_at = factory.LazyAttribute(
        lambda delivery: delivery.happened_at if delivery.final_state else None
    )


class AttemptFactory(factory.django.DjangoModelFactory):
    """Attempt with a 200 response."""

    class Meta:
        model = WebhookAttempt

    delivery = factory.SubFactory(DeliveryFactory)
    number = 1
    at = factory.LazyFunction(timezone.now)
    milliseconds = 84
    status = 200
