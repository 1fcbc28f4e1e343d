"""Subscriptions: who adds which, at what addresses, how many; and races."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from bocage.api.webhooks.errors import (
    EventNotOffered,
    NotAReceiver,
    NotSent,
    ReceiverThere,
    ReceiverUnknown,
    StillWaiting,
    SubscriptionGone,
    TooManySubscriptions,
)
from bocage.api.webhooks.models import WebhookDelivery, WebhookSubscription
from bocage.api.webhooks.operations.delivering import replay_delivery, replay_lost, send_test
from bocage.api.webhooks.operations.sending import attempt
from bocage.api.webhooks.operations.subscriptions import (
    MAX_SUBSCRIPTIONS,
    SubscriptionTerms,
    add_subscription,
    change_subscription,
    pause_subscription,
    remove_subscription,
    renew_secret,
    resume_subscription,
)
from bocage.api.webhooks.queueing import queue_due
from bocage.foundation.errors import NotAllowed, Refusal
from bocage.people.models import Role
from tests.api.webhooks.factories import DeliveryFactory, SubscriptionFactory
from tests.people.factories import MandateFactory, PersonFactory, ScopeFactory

pytestmark = pytest.mark.django_db


def terms(**changed):
    filled = {"name": "Tableur", "url": "https://tableur.example/b", "events": ["lead.shared"]}
    return SubscriptionTerms(**filled | changed)


def test_who_holds_nothing_over_a_scope_asks_for_nothing_there(host, place, visitor):
    with pytest.raises(NotAllowed):
        add_subscription(by=visitor, scope=place.scope, terms=terms())
    with pytest.raises(NotAllowed):
        add_subscription(by=host, scope=ScopeFactory(), terms=terms())


@pytest.mark.parametrize("events", [[], ["no.such"], ["webhook.test"], ["lead.shared", "x" * 90]])
def test_only_what_exists_is_offered(subscribe, visitor, events):
    with pytest.raises(EventNotOffered):
        subscribe(visitor, events=events)


def test_what_the_pages_of_a_role_do_not_show_is_not_offered(subscribe, host, place):
    with pytest.raises(EventNotOffered):
        subscribe(host, place.scope, events=["project.opened"])
    coordinator = MandateFactory(role=Role.COORDINATOR, scope=ScopeFactory(of_departement=True))
    assert subscribe(coordinator.person, coordinator.scope, events=["project.opened"])


def test_events_are_kept_once_and_in_our_order(subscribe, visitor):
    names = ["booking.moved", "booking.confirmed", "booking.moved"]
    assert subscribe(visitor, events=names).events == ["booking.confirmed", "booking.moved"]


@pytest.mark.parametrize(
    "url",
    [
        "",
        "tableur",
        "ftp://tableur.example/",
        "http://tableur.example/",
        "https://",
        "https://moi:secret@tableur.example/",
        "https://tableur.example:0/",
        "https://tableur.example:99999/",
        "https://tab leur.example/",
        "https://tableur.example/" + "a" * 1_000,
        "https://127.0.0.1/",
        "https://[::1]/",
        "https://[::ffff:10.0.0.1]/",
        "https://10.0.0.1/",
        "https://169.254.169.254/latest/meta-data/",
        "https://192.168.1.1/",
        "https://0.0.0.0/",
        "https://2130706433/",
    ],
)
def test_an_address_that_is_not_public_is_refused_as_it_is_given(
    subscribe, visitor, names_lead_to, url
):
    names_lead_to("127.0.0.1" if "2130706433" in url else "93.184.215.14")
    with pytest.raises(NotAReceiver):
        subscribe(visitor, url=url)
    assert not WebhookSubscription.objects.exists()


def test_a_name_of_which_one_address_is_inside_is_refused(subscribe, visitor, names_lead_to):
    names_lead_to("93.184.215.14", "10.0.0.1")
    with pytest.raises(NotAReceiver):
        subscribe(visitor, url="https://rebond.example/")


def test_a_name_that_leads_nowhere_is_refused(subscribe, visitor, names_lead_to):
    names_lead_to()
    with pytest.raises(ReceiverUnknown):
        subscribe(visitor, url="https://nulle-part.example/")


def test_one_address_is_reported_once_of_a_scope(subscribe, visitor, host, place):
    subscription = subscribe(host, place.scope)
    with pytest.raises(ReceiverThere):
        subscribe(host, place.scope)
    assert subscribe(visitor)
    own_subscription = subscribe(host)
    second_subscription = subscribe(host, url=f"{own_subscription.url}/autre")
    with pytest.raises(ReceiverThere):
        change_subscription(
            by=host, subscription=second_subscription, terms=terms(url=own_subscription.url)
        )
    assert subscription.url == own_subscription.url


def test_the_database_holds_that_an_address_is_reported_once():
    subscription = SubscriptionFactory()
    with pytest.raises(IntegrityError, match="api_webhook_once"), transaction.atomic():
        SubscriptionFactory(owner=subscription.owner, url=subscription.url)


def test_a_change_forgets_the_failures_of_the_address_of_before(subscribe, visitor, receiver):
    subscription = subscribe(visitor)
    now = timezone.now()
    WebhookSubscription.objects.update(failures=4, failing_since=now, resting_until=now)
    changed = change_subscription(
        by=visitor,
        subscription=subscription,
        terms=terms(name=" Ailleurs ", url=receiver.url + "2"),
    )
    assert (changed.name, changed.failures, changed.resting_until) == ("Ailleurs", 0, None)
    assert changed.events == ["lead.shared"]


def test_nobody_else_does_anything_with_it(subscribe, visitor, host):
    subscription = subscribe(visitor)
    delivery = DeliveryFactory(subscription=subscription, arrived=True)
    for act in (
        lambda: change_subscription(by=host, subscription=subscription, terms=terms()),
        lambda: pause_subscription(by=host, subscription=subscription),
        lambda: resume_subscription(by=host, subscription=subscription),
        lambda: renew_secret(by=host, subscription=subscription),
        lambda: remove_subscription(by=host, subscription=subscription),
        lambda: send_test(by=host, subscription=subscription),
        lambda: replay_lost(by=host, subscription=subscription),
        lambda: replay_delivery(by=host, delivery=delivery),
    ):
        with pytest.raises(NotAllowed):
            act()


def test_what_is_paused_sends_nothing_and_keeps_nothing(
    subscribe, visitor, books, receiver, run_tasks
):
    subscription = subscribe(visitor)
    waiting = DeliveryFactory(subscription=subscription)
    pause_subscription(by=visitor, subscription=subscription)
    pause_subscription(by=visitor, subscription=subscription)
    books()
    queue_due()
    run_tasks()
    assert attempt(delivery_id=waiting.pk) is None
    assert (WebhookDelivery.objects.count(), receiver.received) == (1, [])
    with pytest.raises(NotSent):
        send_test(by=visitor, subscription=subscription)
    with pytest.raises(NotSent):
        replay_lost(by=visitor, subscription=subscription)

    resumed = resume_subscription(by=visitor, subscription=subscription)
    assert resumed.is_active
    books(days=2)
    run_tasks()
    assert receiver.types == ["booking.confirmed"]


def test_what_is_on_its_way_is_not_replayed(subscribe, visitor):
    waiting = DeliveryFactory(subscription=subscribe(visitor))
    with pytest.raises(StillWaiting):
        replay_delivery(by=visitor, delivery=waiting)


def test_what_was_removed_says_so_and_takes_its_deliveries_along(subscribe, visitor):
    subscription = subscribe(visitor)
    DeliveryFactory(subscription=subscription)
    remove_subscription(by=visitor, subscription=subscription)
    remove_subscription(by=visitor, subscription=subscription)
    assert not WebhookDelivery.objects.exists()
    with pytest.raises(SubscriptionGone):
        pause_subscription(by=visitor, subscription=subscription)


def race(*runners):
    """Runs each in its own thread and connection, all let go at once; refusals are answers."""
    barrier = Barrier(len(runners))

    def run(runner):
        try:
            connection.ensure_connection()
            barrier.wait(10)
            return runner()
        except Refusal as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(runners)) as pool:
        return list(pool.map(run, runners))


@pytest.mark.django_db(transaction=True)
def test_of_two_that_add_the_last_one_at_once_one_is_refused(receiver):
    person = PersonFactory()
    SubscriptionFactory.create_batch(MAX_SUBSCRIPTIONS - 1, owner=person)

    def add(number):
        return lambda: add_subscription(
            by=person, scope=None, terms=terms(url=f"{receiver.url}/{number}")
        )

    answers = race(add(1), add(2))
    assert sum(isinstance(answer, TooManySubscriptions) for answer in answers) == 1
    assert WebhookSubscription.objects.filter(owner=person).count() == MAX_SUBSCRIPTIONS


@pytest.mark.django_db(transaction=True)
def test_of_two_that_attempt_one_delivery_at_once_one_sends(receiver, settings):
    waiting = DeliveryFactory(
        subscription=SubscriptionFactory(url=receiver.url),
        event="webhook.test",
    )
    race(*[lambda: attempt(delivery_id=waiting.pk)] * 4)
    assert receiver.types == ["webhook.test"]
    assert waiting.attempts.count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_that_queue_at_once_each_takes_its_own():
    DeliveryFactory.create_batch(6, subscription=SubscriptionFactory())
    assert sum(race(queue_due, queue_due, queue_due)) == 6
