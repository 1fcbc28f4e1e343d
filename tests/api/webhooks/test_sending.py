"""Delivery of events to a real receiver: signed, in order, retried after a failure, or withheld."""

import json
from datetime import UTC, timedelta
from uuid import uuid4

import pytest
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob
from standardwebhooks import WebhookVerificationError

from bocage.api.webhooks.models import WebhookDelivery, WebhookSubscription
from bocage.api.webhooks.operations.delivering import replay_delivery, replay_lost, send_test
from bocage.api.webhooks.operations.sending import attempt
from bocage.api.webhooks.operations.subscriptions import (
    pause_subscription,
    renew_secret,
    resume_subscription,
)
from bocage.api.webhooks.queueing import abandon_late_deliveries, forget_old_deliveries, queue_due
from bocage.api.webhooks.signing import new_secret
from bocage.foundation.mail import page_url
from bocage.people.models import Mandate
from bocage.workspaces.bookings.operations.bookings import book_resource
from bocage.workspaces.bookings.operations.cancellations import cancel_booking
from tests.api.webhooks.conftest import only_delivery
from tests.people.factories import PersonFactory
from tests.workspaces.factories import PlaceFactory, ResourceFactory, day_ahead, morning

pytestmark = pytest.mark.django_db
State = WebhookDelivery.State


def format_moment(moment):
    """Formats a moment as pydantic does."""
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")


def later(subscription, run_tasks, after):
    """Does what is due after a time: as if all that waits had waited for that long already."""
    WebhookDelivery.objects.filter(subscription=subscription, state=State.WAITING).update(
        waiting_since=timezone.now() - after, next_attempt_at=timezone.now(), taken_at=None
    )
    WebhookSubscription.objects.filter(pk=subscription.pk).update(resting_until=None)
    queue_due()
    run_tasks()


def test_a_host_is_notified_of_bookings_signed_and_without_a_name(
    of_the_place, books, receiver, run_tasks
):
    subscription = of_the_place
    booking = books()
    place, visitor = booking.place, booking.booked_for
    [room] = booking.resources.all()
    run_tasks()

    [document] = receiver.verified(subscription.secret)
    assert document["type"] == "booking.confirmed"
    assert document["version"] == "1"
    assert document["data"]["booking"] == {
        "id": str(booking.pk),
        "page": page_url("booking_detail", booking.pk),
        "status": "confirmed",
        "cancelled_because": None,
        "starts_at": format_moment(booking.period.lower),
        "ends_at": format_moment(booking.period.upper),
        "attendees": 1,
        "series_id": None,
        "place": {
            "id": str(place.pk),
            "slug": place.slug,
            "name": place.name,
            "commune_code": place.commune_id,
        },
        "resources": [{"id": str(room.pk), "name": room.name}],
    }
    [(headers, body)] = receiver.received
    assert visitor.name.encode() not in body
    assert visitor.email.encode() not in body
    delivery = only_delivery()
    assert (delivery.state, delivery.attempts_count) == (State.DELIVERED, 1)
    assert headers["webhook-id"] == f"msg_{delivery.key.hex}"
    assert json.loads(delivery.body) == document
    assert delivery.attempts.get().status == 204
    with pytest.raises(WebhookVerificationError):
        receiver.verified(new_secret())


def test_somebody_is_notified_of_their_own_bookings_and_of_no_others(
    subscribe, books, visitor, receiver, run_tasks
):
    subscribe(visitor)
    books(PersonFactory())
    own_booking = books(days=2)
    run_tasks()
    assert [
        document["data"]["booking"]["id"] for document in map(json.loads, bodies(receiver))
    ] == [str(own_booking.pk)]


def bodies(receiver):
    return [body for _headers, body in receiver.received]


def test_a_host_hears_nothing_of_another_place(place, visitor, run_tasks, of_the_place):
    other_resource = ResourceFactory(place=PlaceFactory(commune=place.commune), meeting_room=True)
    book_resource(by=visitor, resource=other_resource, period=morning(day_ahead(1)))
    run_tasks()
    assert not WebhookDelivery.objects.exists()


def test_where_nobody_listens_a_booking_costs_no_task(books):
    books()
    tasks = ProcrastinateJob.objects.filter(args__handler_name__contains="tell:")
    assert not tasks.exists()


def test_what_is_no_longer_shown_at_the_moment_of_sending_is_withheld(
    of_the_place, books, host, receiver, run_tasks
):
    receiver.answer(503)
    subscription = of_the_place
    books()
    run_tasks()
    assert len(receiver.received) == 1

    Mandate.objects.filter(person=host).update(ends_on=timezone.localdate())
    receiver.answer(204)
    later(subscription, run_tasks, timedelta(hours=1))

    assert len(receiver.received) == 1
    delivery = only_delivery()
    assert (delivery.state, delivery.body) == (State.WITHHELD, "")


def test_what_is_about_one_booking_arrives_in_order_and_others_do_not_wait(
    of_the_place, books, visitor, receiver, run_tasks
):
    subscription = of_the_place
    receiver.answer(500)
    first = books()
    run_tasks()
    cancel_booking(by=visitor, booking=first)
    receiver.answer(204)
    second_booking = books(days=2)
    run_tasks()
    documents = [json.loads(body) for body in bodies(receiver)]
    assert [(document["type"], document["data"]["booking"]["id"]) for document in documents] == [
        ("booking.confirmed", str(first.pk)),
        ("booking.confirmed", str(second_booking.pk)),
    ]

    later(subscription, run_tasks, timedelta(minutes=2))
    documents = [json.loads(body) for body in bodies(receiver)][2:]
    assert [(document["type"], document["data"]["booking"]["id"]) for document in documents] == [
        ("booking.confirmed", str(first.pk)),
        ("booking.cancelled", str(first.pk)),
    ]
    assert [document["data"]["booking"]["status"] for document in documents] == [
        "cancelled",
        "cancelled",
    ]


def test_an_event_that_is_handled_twice_is_reported_once(
    subscribe, books, visitor, receiver, run_tasks
):
    subscribe(visitor)
    books()
    run_tasks()
    for job in ProcrastinateJob.objects.filter(task_name__contains="handle_event"):
        app.tasks[job.task_name].func(**job.args)
    run_tasks()
    assert len(receiver.received) == 1
    assert WebhookDelivery.objects.count() == 1


def test_a_failure_is_tried_again_for_two_days_then_given_up_and_may_be_replayed(
    of_the_place, books, host, receiver, run_tasks
):
    receiver.answer(500, body=b"<b>panne</b>\x00")
    subscription = of_the_place
    books()
    run_tasks()
    for hours in (1, 12, 30):
        later(subscription, run_tasks, timedelta(hours=hours))
    delivery = only_delivery()
    assert (delivery.state, delivery.attempts_count) == (State.WAITING, 4)
    assert delivery.next_attempt_at - timezone.now() == pytest.approx(
        timedelta(hours=8), abs=timedelta(minutes=1)
    )
    assert {(attempt.status, attempt.answer) for attempt in delivery.attempts.all()} == {
        (500, "<b>panne</b>")
    }

    later(subscription, run_tasks, timedelta(hours=47))
    assert only_delivery().state == State.LOST

    receiver.answer(200)
    ids = {headers["webhook-id"] for headers, _body in receiver.received}
    assert replay_lost(by=host, subscription=subscription) == 1
    run_tasks()
    assert only_delivery().state == State.DELIVERED
    assert {headers["webhook-id"] for headers, _body in receiver.received} == ids
    subscription.refresh_from_db()
    assert (subscription.failures, subscription.failing_since) == (0, None)


def test_what_waits_for_two_days_without_a_turn_is_given_up(subscribe, books, visitor, run_tasks):
    subscription = subscribe(visitor)
    books()
    pause_subscription(by=visitor, subscription=subscription)
    run_tasks()
    resume_subscription(by=visitor, subscription=subscription)
    books(days=2)
    WebhookDelivery.objects.update(waiting_since=timezone.now() - timedelta(days=2, minutes=1))
    assert abandon_late_deliveries() == WebhookDelivery.objects.filter(state=State.LOST).count()


def test_a_wait_that_is_asked_for_is_followed(subscribe, books, visitor, receiver, run_tasks):
    receiver.answer(429, headers={"Retry-After": "7200"})
    subscribe(visitor)
    books()
    run_tasks()
    assert only_delivery().next_attempt_at - timezone.now() == pytest.approx(
        timedelta(hours=2), abs=timedelta(minutes=1)
    )


def test_an_address_that_fails_rests_and_is_then_asked_once(
    subscribe, books, visitor, receiver, run_tasks
):
    receiver.answer(500)
    subscription = subscribe(visitor)
    for days in range(1, 7):
        books(days=days)
    run_tasks()
    assert len(receiver.received) == 3
    subscription.refresh_from_db()
    assert subscription.resting_until > timezone.now()

    queue_due()
    run_tasks()
    assert len(receiver.received) == 3

    WebhookSubscription.objects.update(resting_until=timezone.now())
    assert queue_due() == 1
    receiver.answer(204)
    run_tasks()
    assert WebhookDelivery.objects.filter(state=State.DELIVERED).count() == 3
    assert WebhookDelivery.objects.filter(state=State.WAITING).count() == 3  # Tried just now.


def test_a_redirection_is_not_followed(subscribe, books, visitor, receiver, run_tasks):
    receiver.answer(302, headers={"Location": "http://127.0.0.1:1/"})
    subscribe(visitor)
    books()
    run_tasks()
    assert (only_delivery().state, len(receiver.received)) == (State.WAITING, 1)


def test_an_address_that_is_gone_is_stopped_and_its_owner_notified(
    subscribe, books, visitor, receiver, deliver_mails
):
    receiver.answer(410)
    subscription = subscribe(visitor)
    books()
    mails = deliver_mails()
    subscription.refresh_from_db()
    assert (subscription.state, subscription.stopped_because) == ("stopped", "gone")
    [notice] = [mail for mail in mails if mail.kind.endswith("WebhookStopped")]
    assert notice.recipient == visitor.email
    assert "Tableur" in notice.subject

    books(days=2)
    deliver_mails()
    assert len(receiver.received) == 1


def test_an_address_that_fails_for_long_is_reported_once_then_stopped(
    subscribe, books, visitor, receiver, deliver_mails
):
    receiver.answer(500)
    subscription = subscribe(visitor)
    books()
    deliver_mails()

    def failing_for(time, failures):
        now = timezone.now()
        WebhookSubscription.objects.update(
            failing_since=now - time, failures=failures, resting_until=None
        )
        WebhookDelivery.objects.update(
            waiting_since=now, next_attempt_at=now, taken_at=None, state=State.WAITING
        )
        queue_due()
        deliver_mails()

    failing_for(timedelta(hours=25), 5)
    failing_for(timedelta(hours=26), 6)
    failing_for(timedelta(days=5, hours=1), 5)
    subscription.refresh_from_db()
    assert subscription.state == "active"  # Five days, but few attempts.
    failing_for(timedelta(days=5, hours=1), 12)
    subscription.refresh_from_db()
    assert (subscription.state, subscription.stopped_because) == ("stopped", "failing")
    kinds = [mail.kind.rpartition(".")[2] for mail in deliver_mails()]
    assert kinds.count("WebhookFailing") == 1
    assert kinds.count("WebhookStopped") == 1


def test_a_name_that_leads_inside_later_is_refused_at_sending(
    subscribe, books, visitor, run_tasks, names_lead_to
):
    """DNS rebinding: public as it is saved, private as it is sent to."""
    names_lead_to("93.184.215.14")
    subscribe(visitor, url="https://rebond.example/bocage")
    names_lead_to("127.0.0.1")
    books()
    run_tasks()

    delivery = only_delivery()
    assert delivery.state == State.WAITING
    assert delivery.attempts.get().error == "address_not_allowed"


def test_both_secrets_sign_for_a_day_after_a_renewal(
    subscribe, books, visitor, receiver, run_tasks
):
    subscription = subscribe(visitor)
    former = subscription.secret
    subscription = renew_secret(by=visitor, subscription=subscription)
    books()
    run_tasks()
    assert receiver.verified(former) == receiver.verified(subscription.secret)

    WebhookSubscription.objects.update(former_secret_until=timezone.now())
    receiver.received.clear()
    books(days=2)
    run_tasks()
    assert len(receiver.verified(subscription.secret)) == 1
    with pytest.raises(WebhookVerificationError):
        receiver.verified(former)


def test_a_test_is_sent_at_once_even_to_an_address_that_rests(
    subscribe, visitor, receiver, run_tasks
):
    subscription = subscribe(visitor)
    now = timezone.now()
    WebhookSubscription.objects.update(
        failures=9, failing_since=now, resting_until=now + timedelta(hours=1)
    )
    send_test(by=visitor, subscription=subscription)
    run_tasks()
    [document] = receiver.verified(subscription.secret)
    assert document["type"] == "webhook.test"
    assert document["data"] == {"webhook": {"id": str(subscription.pk), "name": "Tableur"}}


def test_what_arrived_may_be_replayed_as_things_are_now(
    subscribe, books, visitor, receiver, run_tasks
):
    subscribe(visitor, events=["booking.confirmed"])
    booking = books()
    run_tasks()
    cancel_booking(by=visitor, booking=booking)
    replay_delivery(by=visitor, delivery=only_delivery())
    run_tasks()
    statuses = [json.loads(body)["data"]["booking"]["status"] for body in bodies(receiver)]
    assert statuses == ["confirmed", "cancelled"]
    assert [attempt.number for attempt in only_delivery().attempts.all()] == [1, 2]


def test_an_attempt_out_of_turn_or_of_nothing_does_nothing(subscribe, books, visitor, run_tasks):
    subscribe(visitor)
    books()
    run_tasks()
    assert attempt(delivery_id=only_delivery().pk) is None
    assert attempt(delivery_id=987_654_321) is None


def test_what_was_reported_thirty_days_ago_is_forgotten(subscribe, books, visitor, run_tasks):
    subscribe(visitor)
    for days in (1, 2, 3):
        books(days=days)
    run_tasks()
    old, waiting, _recent = WebhookDelivery.objects.order_by("pk")
    month = timezone.now() - timedelta(days=31)
    WebhookDelivery.objects.filter(pk=old.pk).update(happened_at=month)
    WebhookDelivery.objects.filter(pk=waiting.pk).update(
        happened_at=month, state=State.WAITING, finished_at=None
    )
    assert forget_old_deliveries() == 1
    assert WebhookDelivery.objects.count() == 2


def test_the_number_of_statements_does_not_follow_the_number_of_deliveries(
    subscribe, visitor, django_assert_num_queries
):
    subscription = subscribe(visitor)
    for count in (1, 5):
        now = timezone.now()
        WebhookDelivery.objects.all().delete()
        WebhookDelivery.objects.bulk_create(
            WebhookDelivery(
                subscription=subscription,
                publication=uuid4(),
                event="booking.confirmed",
                lane=f"booking:{number}",
                subject=str(uuid4()),
                happened_at=now,
                waiting_since=now,
                next_attempt_at=now,
            )
            for number in range(count)
        )
        with django_assert_num_queries(5):
            assert queue_due() == count
