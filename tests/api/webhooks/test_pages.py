"""The pages of webhooks: for their owner alone, in few questions, and the secret once."""

from uuid import uuid4

import pytest
from django.urls import reverse

from bocage.api.webhooks.models import WebhookDelivery, WebhookSubscription
from bocage.api.webhooks.registry import public_events
from tests.api.webhooks.factories import AttemptFactory, DeliveryFactory, SubscriptionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def visits(client, host):
    client.force_login(host, backend="bocage.people.sign_in.backends.PersonBackend")
    return client


@pytest.fixture
def subscription(host, place):
    return SubscriptionFactory(owner=host, scope=place.scope)


def test_what_is_somebody_elses_does_not_exist(visits):
    delivery = DeliveryFactory(arrived=True)
    of = [delivery.subscription_id]
    for name in ("webhook", "webhook_change"):
        assert visits.get(reverse(name, args=of)).status_code == 404
    for name in ("pause", "resume", "secret", "remove", "test", "replay_lost"):
        assert visits.post(reverse(f"webhook_{name}", args=of)).status_code == 404
    for name in ("webhook_delivery", "webhook_replay"):
        address = reverse(name, args=[*of, delivery.key])
        assert visits.post(address).status_code == 404
    assert WebhookSubscription.objects.get().is_active


def test_a_delivery_is_found_under_its_own_subscription_alone(visits, subscription):
    other_delivery = DeliveryFactory()
    for key in (other_delivery.key, uuid4()):
        assert (
            visits.get(reverse("webhook_delivery", args=[subscription.pk, key])).status_code == 404
        )


def test_the_secret_is_shown_once_after_it_was_made(visits, place, receiver):
    filled = {"name": "Site", "url": receiver.url, "events": ["booking.confirmed"]}
    address = f"{reverse('webhook_add')}?perimetre={place.scope_id}"
    page = visits.post(address, filled, follow=True)
    subscription = WebhookSubscription.objects.get()
    assert subscription.scope == place.scope
    assert subscription.secret in page.content.decode()
    assert "no-store" in page.headers["Cache-Control"]
    assert subscription.secret not in visits.get(subscription.get_absolute_url()).content.decode()

    page = visits.post(reverse("webhook_secret", args=[subscription.pk]), follow=True)
    renewed = WebhookSubscription.objects.get()
    assert renewed.secret in page.content.decode()
    assert renewed.former_secret == subscription.secret


@pytest.mark.parametrize("scope", ["", "x", "0", "-1", "9" * 40, "moi'"])
def test_only_a_scope_of_ones_own_is_offered(visits, scope):
    answer = visits.get(reverse("webhook_add"), {"perimetre": scope})
    assert answer.status_code == (200 if scope == "" else 404)


@pytest.mark.parametrize(
    "filled",
    [
        {},
        {"name": " ", "url": "https://x.example", "events": ["booking.moved"]},
        {"name": "N" * 81, "url": "https://x.example", "events": ["booking.moved"]},
        {"name": "N", "url": "x" * 5_000, "events": ["booking.moved"]},
        {"name": "N", "url": "javascript:alert(1)", "events": ["booking.moved"]},
        {"name": "N", "url": "https://127.0.0.1/", "events": ["project.moved"]},
        {"name": "N\x00", "url": "https://127.0.0.1/", "events": ["booking.moved"]},
    ],
)
def test_what_is_badly_filled_in_is_refused(visits, place, filled):
    address = f"{reverse('webhook_add')}?perimetre={place.scope_id}"
    assert visits.post(address, filled).status_code == 422
    assert not WebhookSubscription.objects.exists()


def test_what_a_receiver_answered_is_shown_as_text(visits, subscription):
    delivery = DeliveryFactory(subscription=subscription, body='{"type":"booking.moved"}')
    AttemptFactory(delivery=delivery, status=999, answer="<script>alert(1)</script>")
    page = visits.get(delivery.get_absolute_url()).content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page


def test_each_action_comes_back_to_the_page_with_a_word(visits, subscription, receiver, run_tasks):
    WebhookSubscription.objects.update(url=receiver.url)
    lost_delivery = DeliveryFactory(
        subscription=subscription, event="webhook.test", final_state="lost"
    )
    for name, words in (
        ("webhook_pause", "L’envoi est en pause"),
        ("webhook_resume", "L’envoi reprend."),
        ("webhook_replay_lost", "1 notification repart."),
    ):
        page = visits.post(reverse(name, args=[subscription.pk]), follow=True)
        assert words in page.content.decode()
    run_tasks()
    lost_delivery.refresh_from_db()
    assert lost_delivery.state == WebhookDelivery.State.DELIVERED
    visits.post(reverse("webhook_test", args=[subscription.pk]))
    run_tasks()
    assert receiver.types == ["webhook.test", "webhook.test"]
    refused = visits.post(
        reverse("webhook_change", args=[subscription.pk]),
        {"name": "N", "url": "https://[::1", "events": ["booking.moved"]},
    )
    assert refused.status_code == 422
    changed = visits.post(
        reverse("webhook_change", args=[subscription.pk]),
        {"name": "Nouveau", "url": receiver.url, "events": ["booking.moved"]},
        follow=True,
    )
    assert "Nouveau" in changed.content.decode()
    visits.post(reverse("webhook_remove", args=[subscription.pk]))
    assert not WebhookSubscription.objects.exists()


@pytest.mark.parametrize("count", [1, 6])
def test_pages_ask_the_same_whatever_there_is(
    visits, subscription, count, django_assert_num_queries
):
    SubscriptionFactory.create_batch(count, owner=subscription.owner, scope=subscription.scope)
    for delivery in DeliveryFactory.create_batch(count, subscription=subscription, arrived=True):
        AttemptFactory(delivery=delivery)
    visits.get(reverse("webhooks"))
    # The session with its person, the list, the mandates for the menu.
    with django_assert_num_queries(3):
        visits.get(reverse("webhooks"))
    # The same; the subscription, its deliveries and their number, how many were lost.
    with django_assert_num_queries(6):
        visits.get(subscription.get_absolute_url())


def test_developers_read_what_each_event_holds(client):
    page = client.get(reverse("developers_webhooks")).content.decode()
    for event in public_events():
        assert page.count(event.name) >= 3
