"""Requests that wait for the agreement of a host: accepted, refused, discussed, lapsed."""

from datetime import timedelta

import pytest
from django.utils import timezone

from bocage.foundation.errors import NotAllowed
from bocage.foundation.models import OutgoingMail
from bocage.workspaces.booking_refusals.errors import PlaceClosed, Taken
from bocage.workspaces.bookings.errors import (
    MessageEmpty,
    NotRestorable,
    ReasonMissing,
    RequestAlreadyDecided,
)
from bocage.workspaces.bookings.operations.cancellations import cancel_booking, restore_booking
from bocage.workspaces.bookings.operations.requests import (
    accept_request,
    answer_back,
    answer_due,
    ask_back,
    lapse_requests,
    refuse_request,
    remind_approvers,
)
from bocage.workspaces.hosting.operations.closures import close_place
from bocage.workspaces.models import Booking, BookingMessage, Hold
from bocage.workspaces.place_plans.plans import plan_of
from tests.people.factories import PersonFactory
from tests.workspaces.factories import (
    BookingFactory,
    ClosureFactory,
    HostFactory,
    PlaceFactory,
    ResourceFactory,
    afternoon,
    as_range,
    day_ahead,
    hours,
    morning,
)

pytestmark = pytest.mark.django_db

Status = Booking.Status


@pytest.fixture
def room():
    return ResourceFactory(meeting_room=True, rules={"needs_approval": True})


@pytest.fixture
def host(room):
    return HostFactory(of=room.place, name="Maud")


def request_for(room, **details):
    return BookingFactory(resource=room, requested=True, **details)


def kinds_to(person):
    """The messages queued for somebody, oldest first."""
    rows = OutgoingMail.objects.filter(recipient=person.email).order_by("id")
    return [row.kind.rsplit(".", 1)[1] for row in rows]


def test_a_request_holds_nothing(room):
    first, second = request_for(room), request_for(room)

    assert first.period == second.period
    assert not Hold.objects.filter(is_holding=True).exists()


def test_accepted_request_holds_and_its_mail_has_the_event(room, host, deliver_mails):
    booking = request_for(room)

    accept_request(by=host, booking=booking, note="Bienvenue")

    booking.refresh_from_db()
    assert (booking.status, booking.lapses_at) == (Status.CONFIRMED, None)
    assert (booking.decided_by, booking.decision_note) == (host, "Bienvenue")
    assert booking.confirmed_at == booking.decided_at
    assert Hold.objects.get().is_holding
    [mail] = deliver_mails()
    assert mail.recipient == booking.booked_for.email
    assert "Bienvenue" in mail.text
    assert [attachment.method for attachment in mail.attachments.all()] == ["REQUEST"]


def test_accepting_one_refuses_its_rivals_with_the_reason_and_what_is_free(
    room, host, deliver_mails
):
    other_room = ResourceFactory(meeting_room=True, name="Autre salle", place=room.place)
    accepted = request_for(room, period=as_range(hours(day_ahead(1), 9 * 60, 11 * 60)))
    rival = request_for(room, period=as_range(hours(day_ahead(1), 10 * 60, 12 * 60)))
    not_a_rival = request_for(room, period=as_range(hours(day_ahead(1), 11 * 60, 12 * 60)))
    in_other_room = request_for(other_room)

    accept_request(by=host, booking=accepted)

    for booking in (accepted, rival, not_a_rival, in_other_room):
        booking.refresh_from_db()
    assert [
        decided_booking.status for decided_booking in (accepted, rival, not_a_rival, in_other_room)
    ] == [
        Status.CONFIRMED,
        Status.REFUSED,
        Status.REQUESTED,
        Status.REQUESTED,
    ]
    assert rival.decision_note == "Une autre demande pour ce moment vient d’être acceptée."
    [notice] = [mail for mail in deliver_mails() if mail.recipient == rival.booked_for.email]
    assert "Autre salle" in notice.text
    assert "workspaces.book_instead:" in notice.text
    assert notice.facts["lost_dates"][0]["replacements"][0]["resource_name"] == "Autre salle"


def test_the_whole_and_a_part_are_rivals(room, host):
    part = ResourceFactory(place=room.place, parent=room)
    room_request, part_request = request_for(room), request_for(part)

    accept_request(by=host, booking=part_request)

    room_request.refresh_from_db()
    assert room_request.status == Status.REFUSED


def test_a_rival_reads_the_reason_in_their_language(room, host):
    accepted = request_for(room)
    rival = request_for(room, booked_for=PersonFactory(language="en"))

    accept_request(by=host, booking=accepted)

    rival.refresh_from_db()
    assert rival.decision_note == "Another request for this time has just been accepted."


def test_accepting_twice_is_harmless(room, host):
    booking = request_for(room)
    accept_request(by=host, booking=booking)
    accept_request(by=host, booking=booking)

    assert kinds_to(booking.booked_for) == ["RequestAcceptedMail"]


def test_what_is_held_already_cannot_be_accepted(room, host):
    booking = request_for(room)
    BookingFactory(resource=room)

    with pytest.raises(Taken, match="tient déjà"):
        accept_request(by=host, booking=booking)

    booking.refresh_from_db()
    assert booking.status == Status.REQUESTED


def test_a_request_within_a_closure_cannot_be_accepted(room, host):
    booking = request_for(room)
    ClosureFactory(place=room.place, period=as_range(day_ahead(1)))

    with pytest.raises(PlaceClosed):
        accept_request(by=host, booking=booking)


@pytest.mark.parametrize("status", ["refused", "lapsed", "cancelled"])
def test_what_is_settled_cannot_be_accepted(room, host, status):
    booking = request_for(room)
    if status == "refused":
        refuse_request(by=host, request=booking, reason="Non")
    elif status == "lapsed":
        lapse_requests(now=booking.lapses_at)
    else:
        cancel_booking(by=booking.booked_for, booking=booking)

    with pytest.raises(RequestAlreadyDecided):
        accept_request(by=host, booking=booking)


def test_a_request_that_is_due_is_as_good_as_lapsed(room, host):
    booking = request_for(room)

    with pytest.raises(RequestAlreadyDecided, match="sans suite"):
        accept_request(by=host, booking=booking, now=booking.lapses_at)


def test_a_confirmed_booking_was_never_a_request(room, host):
    booking = BookingFactory(resource=room)

    for settle in (
        lambda: accept_request(by=host, booking=booking),
        lambda: refuse_request(by=host, request=booking, reason="Non"),
        lambda: ask_back(by=host, request=booking, text="Combien ?"),
    ):
        with pytest.raises(RequestAlreadyDecided):
            settle()


def test_a_refusal_says_why(room, host, deliver_mails):
    booking = request_for(room)

    refuse_request(by=host, request=booking, reason="  Le conseil se réunit.  ")
    refuse_request(by=host, request=booking, reason="Autre chose")

    booking.refresh_from_db()
    assert (booking.status, booking.decision_note) == (Status.REFUSED, "Le conseil se réunit.")
    [mail] = deliver_mails()
    assert "Le conseil se réunit." in mail.text
    assert list(mail.attachments.all()) == []


def test_the_room_that_was_refused_is_not_offered_instead_at_that_time(room, host, deliver_mails):
    booking = request_for(room)

    refuse_request(by=host, request=booking, reason="Non")

    [mail] = deliver_mails()
    alternatives = {
        (fact["resource_id"], fact["starts_at"])
        for fact in mail.facts["lost_dates"][0]["replacements"]
    }
    start = booking.period.lower.isoformat().replace("+00:00", "Z")
    assert alternatives
    assert (str(room.pk), start) not in alternatives


@pytest.mark.parametrize("reason", ["", "   ", "\n\t"])
def test_a_refusal_without_a_reason_is_refused(room, host, reason):
    booking = request_for(room)

    with pytest.raises(ReasonMissing):
        refuse_request(by=host, request=booking, reason=reason)


def test_a_question_and_its_answer(room, host, deliver_mails):
    booking = request_for(room)

    ask_back(by=host, request=booking, text="Avec le vidéoprojecteur ?")
    answer_back(by=booking.booked_for, request=booking, text="Oui <merci>")

    assert [(message.author, message.is_from_host) for message in BookingMessage.objects.all()] == [
        (host, True),
        (booking.booked_for, False),
    ]
    question, answer = deliver_mails()
    assert (question.recipient, answer.recipient) == (booking.booked_for.email, host.email)
    assert "Avec le vidéoprojecteur" in question.text
    assert "Oui <merci>" in answer.text
    assert "Oui &lt;merci&gt;" in answer.html
    booking.refresh_from_db()
    assert booking.status == Status.REQUESTED


def test_an_empty_message_is_refused(room, host):
    with pytest.raises(MessageEmpty):
        ask_back(by=host, request=request_for(room), text=" \n ")


def test_nobody_else_decides_or_answers(room):
    booking = request_for(room)
    stranger, neighbour = PersonFactory(), HostFactory(of=PlaceFactory())
    for actor in (stranger, neighbour, booking.booked_for):
        with pytest.raises(NotAllowed):
            accept_request(by=actor, booking=booking)
        with pytest.raises(NotAllowed):
            refuse_request(by=actor, request=booking, reason="Non")
        with pytest.raises(NotAllowed):
            ask_back(by=actor, request=booking, text="Qui ?")
    for actor in (stranger, neighbour):
        with pytest.raises(NotAllowed):
            answer_back(by=actor, request=booking, text="Moi")
    booking.refresh_from_db()
    assert booking.status == Status.REQUESTED


def test_a_request_is_withdrawn_by_its_person_without_a_mail(room):
    booking = request_for(room)

    cancel_booking(by=booking.booked_for, booking=booking)

    booking.refresh_from_db()
    assert (booking.status, booking.lapses_at) == (Status.CANCELLED, None)
    assert kinds_to(booking.booked_for) == []
    with pytest.raises(NotRestorable):
        restore_booking(by=booking.booked_for, booking=booking)


def test_requests_lapse_once_each(room):
    lapsed = request_for(room)
    remaining = request_for(
        room, period=as_range(afternoon(day_ahead(5))), lapses_at=timezone.now() + timedelta(days=3)
    )

    assert lapse_requests(now=lapsed.lapses_at - timedelta(seconds=1)) == 0
    assert lapse_requests(now=lapsed.lapses_at) == 1
    assert lapse_requests(now=lapsed.lapses_at) == 0

    lapsed.refresh_from_db()
    remaining.refresh_from_db()
    assert (lapsed.status, lapsed.lapses_at) == (Status.LAPSED, None)
    assert remaining.status == Status.REQUESTED
    assert kinds_to(lapsed.booked_for) == ["RequestLapsedMail"]


def test_the_host_is_reminded_once_when_half_of_the_time_has_gone_by(room, host):
    booking = request_for(room)
    halfway = booking.created_at + (booking.lapses_at - booking.created_at) / 2

    assert remind_approvers(now=halfway - timedelta(seconds=1)) == 0
    assert remind_approvers(now=halfway) == 1
    assert remind_approvers(now=halfway + timedelta(minutes=5)) == 0
    assert kinds_to(host) == ["RequestStillWaitsMail"]


def test_a_reminded_request_that_is_accepted_is_reminded_to_its_person_later(room, host):
    booking = request_for(room, reminded_at=timezone.now())

    accept_request(by=host, booking=booking)

    booking.refresh_from_db()
    assert booking.reminded_at is None


def test_an_answer_is_due_before_the_start():
    place = PlaceFactory(rules={"answer_within_hours": 48})
    rules, now = plan_of(place).rules, timezone.now()

    assert answer_due(rules, starts_at=now + timedelta(days=9), now=now) == now + timedelta(days=2)
    start = now + timedelta(hours=3)
    assert answer_due(rules, starts_at=start, now=now) == start


def test_a_closure_refuses_the_requests_that_it_meets(room, host, deliver_mails):
    booking = request_for(room)
    not_a_rival = request_for(room, period=as_range(morning(day_ahead(4))))

    close_place(by=host, place=room.place, period=as_range(day_ahead(1)), reason="travaux")

    booking.refresh_from_db()
    not_a_rival.refresh_from_db()
    assert (booking.status, booking.decision_note) == (Status.REFUSED, "travaux")
    assert not_a_rival.status == Status.REQUESTED
    [mail] = deliver_mails()
    assert mail.recipient == booking.booked_for.email
