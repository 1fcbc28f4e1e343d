"""One-click answers of the mails about requests, waiting lists and closures.

Each page gets the same checks: a GET changes nothing; a second use gives the same answer; a link
that is too old, altered, or too late states so and changes nothing.
"""

from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from bocage.foundation.http.signed_actions import signed_action_path
from bocage.workspaces.approvals import signed_actions as request_answers
from bocage.workspaces.bookings import signed_actions as mail_answers
from bocage.workspaces.bookings.operations.cancellations import cancel_booking
from bocage.workspaces.bookings.operations.requests import (
    accept_request,
    lapse_requests,
    refuse_request,
)
from bocage.workspaces.house_rules.operations.house_rules import publish_house_rules
from bocage.workspaces.models import Booking, Hold, WaitlistEntry
from bocage.workspaces.waitlist import signed_actions
from bocage.workspaces.waitlist.operations.offers import offer_next
from bocage.workspaces.waitlist.operations.waitlist import decline_offer, lapse_offers
from tests.pages.page_text import text_of
from tests.people.factories import PersonFactory
from tests.workspaces.bookings.test_mail_answers_instead import path_instead
from tests.workspaces.factories import (
    BookingFactory,
    HostFactory,
    ResourceFactory,
    WaitlistEntryFactory,
    as_range,
    day_ahead,
    morning,
)

pytestmark = pytest.mark.django_db

Status = Booking.Status


@pytest.fixture
def room():
    return ResourceFactory(meeting_room=True)


@pytest.fixture
def host(room):
    return HostFactory(of=room.place)


@pytest.fixture
def booking_request(room):
    return BookingFactory(resource=room, requested=True, period=as_range(morning(day_ahead(2))))


@pytest.fixture
def entry():
    """Returns the entry of a person with a pending offer of a desk."""
    entry = WaitlistEntryFactory(period=as_range(morning(day_ahead(2))))
    offer_next(place=entry.place, period=entry.period)
    entry.refresh_from_db()
    return entry


def decision_path(answer, request, host):
    payload = {"booking": str(request.pk), "person": str(host.pk)}
    return signed_action_path(f"workspaces.{answer}_request", payload)


def path_of_offer(answer, entry, **changes):
    payload = {
        "entry": str(entry.pk),
        "person": str(entry.person_id),
        "booking": str(entry.offer_id),
    }
    return signed_action_path(f"workspaces.{answer}_offer", payload | changes)


@dataclass(frozen=True)
class Answer:
    """Answer by mail, ready to be given."""

    path: str
    action: type
    sentence: str


@pytest.fixture(params=["accept", "refuse", "take", "decline", "instead"])
def answer(request):
    """Returns each of the answers in turn."""
    get_fixture = request.getfixturevalue
    match request.param:
        case "accept" | "refuse" as name:
            path = decision_path(name, get_fixture("booking_request"), get_fixture("host"))
            action = {
                "accept": request_answers.AcceptRequest,
                "refuse": request_answers.RefuseRequest,
            }
            sentence = {"accept": "La demande est acceptée", "refuse": "La demande est refusée"}
            return Answer(path, action[name], sentence[name])
        case "take":
            path = path_of_offer("take", get_fixture("entry"))
            return Answer(path, signed_actions.TakeOffer, "C’est réservé")
        case "decline":
            path = path_of_offer("decline", get_fixture("entry"))
            return Answer(path, signed_actions.DeclineOffer, "C’est noté, merci")
        case _:
            path = path_instead(get_fixture("lost_booking"), ResourceFactory())
            return Answer(path, mail_answers.BookInstead, "C’est réservé")


def state():
    """Returns all the data that an answer may change."""
    return (
        sorted(Booking.objects.values_list("pk", "status", "decision_note")),
        sorted(WaitlistEntry.objects.values_list("pk", "status")),
        sorted(Hold.objects.values_list("booking", "resource", "is_holding")),
    )


def test_an_answer_that_is_only_opened_changes_nothing(client, answer):
    before = state()
    page = client.get(answer.path)

    assert page.status_code == 200
    assert page.content.decode().count("<button") == 1
    assert client.head(answer.path).status_code == 200
    assert state() == before


def test_an_answer_given_twice_is_given_once(client, answer):
    first = client.post(answer.path)
    after = state()
    second = client.post(answer.path)

    assert answer.sentence in text_of(first)
    assert (first.status_code, second.status_code) == (200, 200)
    assert first.content == second.content
    assert state() == after
    second_page = client.get(answer.path)
    assert answer.sentence in text_of(second_page)
    assert "<button" not in second_page.content.decode()


def test_expired_answer_is_refused(client, answer, monkeypatch):
    before = state()
    monkeypatch.setattr(answer.action, "max_age", timedelta(seconds=-1))

    for page in (client.get(answer.path), client.post(answer.path)):
        assert page.status_code == 410
        assert "Ce lien a expiré." in text_of(page)
    assert state() == before


def test_an_answer_that_was_changed_is_unknown(client, answer):
    before = state()
    name, _colon, signed = answer.path.rstrip("/").partition(":")
    other_action = "workspaces.cancel_booking"
    for forged_path in (
        f"{name}:{signed[:-2]}",
        f"{name}:{signed.swapcase()}",
        f"{name.rpartition('/')[0]}/{other_action}:{signed}",
    ):
        for page in (client.get(f"{forged_path}/"), client.post(f"{forged_path}/")):
            assert page.status_code == 404
            assert "Ce lien est incomplet ou n’existe pas." in text_of(page)
    assert state() == before


def test_answer_about_a_deleted_object_is_gone(client, host):
    unknown_id = "00000000-0000-7000-8000-000000000000"
    for name, payload in (
        ("accept_request", {"booking": unknown_id, "person": str(host.pk)}),
        ("take_offer", {"entry": unknown_id, "person": str(host.pk), "booking": unknown_id}),
        (
            "book_instead",
            {
                "booking": unknown_id,
                "person": str(host.pk),
                "resource": unknown_id,
                "starts": "2026-11-25T08:00:00+00:00",
                "ends": "2026-11-25T09:00:00+00:00",
            },
        ),
    ):
        path = signed_action_path(f"workspaces.{name}", payload)
        for page in (client.get(path), client.post(path)):
            assert page.status_code == 410


# Requests


@pytest.fixture(params=["withdrawn", "lapsed", "late"])
def decided_request(request, booking_request, monkeypatch):
    """The request, which waits for no answer any more."""
    if request.param == "withdrawn":
        cancel_booking(by=booking_request.booked_for, booking=booking_request)
    elif request.param == "lapsed":
        lapse_requests(now=booking_request.lapses_at)
    else:
        moment = booking_request.lapses_at + timedelta(seconds=1)
        monkeypatch.setattr(timezone, "now", lambda: moment)
    return booking_request


@pytest.mark.parametrize("answer", ["accept", "refuse"])
def test_a_request_that_waits_no_more_is_not_settled_by_mail(client, decided_request, host, answer):
    path = decision_path(answer, decided_request, host)
    before = state()

    for page in (client.get(path), client.post(path)):
        assert page.status_code == 409
        assert "n’attend plus de réponse" in text_of(page)
    assert state() == before


def test_a_request_that_another_host_refused_is_not_accepted_by_mail(
    client, booking_request, room, host
):
    other_host = HostFactory(of=room.place)
    refuse_request(by=other_host, request=booking_request, reason="Le conseil se réunit.")
    path = decision_path("accept", booking_request, host)

    assert "La demande est refusée" in text_of(client.get(path))
    assert client.post(path).status_code == 409
    booking_request.refresh_from_db()
    assert (booking_request.status, booking_request.decision_note) == (
        Status.REFUSED,
        "Le conseil se réunit.",
    )


def test_a_request_that_another_host_accepted_is_not_refused_by_mail(
    client, booking_request, room, host
):
    accept_request(by=HostFactory(of=room.place), booking=booking_request)
    path = decision_path("refuse", booking_request, host)

    assert "La demande est acceptée" in text_of(client.get(path))
    assert client.post(path).status_code == 409
    booking_request.refresh_from_db()
    assert booking_request.status == Status.CONFIRMED


def test_what_is_held_already_is_not_accepted_by_mail(client, booking_request, room, host):
    BookingFactory(resource=room, period=booking_request.period)

    page = client.post(decision_path("accept", booking_request, host))

    assert page.status_code == 409
    assert "la demande ne peut l’avoir" in text_of(page)


def test_who_runs_the_place_no_more_settles_nothing_by_mail(client, booking_request, host):
    path = decision_path("accept", booking_request, host)
    host.mandates.update(ends_on=day_ahead(0), starts_on=day_ahead(-9))

    for page in (client.get(path), client.post(path)):
        assert page.status_code == 410
        assert "Vous n’animez plus ce lieu" in text_of(page)
    booking_request.refresh_from_db()
    assert booking_request.status == Status.REQUESTED


def test_refusal_by_mail_is_in_the_language_of_the_guest(client, room, deliver_mails):
    french_host = HostFactory(of=room.place, language="fr")
    asker = PersonFactory(language="en", name="Mary")
    request = BookingFactory(resource=room, requested=True, booked_for=asker)

    client.post(decision_path("refuse", request, french_host))

    request.refresh_from_db()
    assert request.decision_note == "The place cannot welcome you at that time."
    [mail] = [mail for mail in deliver_mails() if mail.recipient == asker.email]
    for french in ("Le lieu", "demande", "La raison", "Bonjour"):
        assert french not in mail.subject + mail.text
    assert request.decision_note in mail.text


def test_a_refusal_by_mail_shows_the_host_the_reason_in_their_language(client, room):
    host = HostFactory(of=room.place, language="fr")
    request = BookingFactory(resource=room, requested=True, booked_for=PersonFactory(language="en"))

    page = text_of(client.get(decision_path("refuse", request, host)))

    assert "Le lieu ne peut pas vous accueillir à ce moment." in page


# Offers


@pytest.mark.parametrize("answer", ["take", "decline"])
@pytest.mark.parametrize("end", ["lapsed", "late", "withdrawn"])
def test_an_offer_that_is_gone_is_not_answered(client, entry, answer, end, monkeypatch):
    path = path_of_offer(answer, entry)
    offer = entry.offer
    if end == "lapsed":
        lapse_offers(now=offer.lapses_at)
    elif end == "withdrawn":
        cancel_booking(by=HostFactory(of=entry.place), booking=offer)
    else:
        moment = offer.lapses_at + timedelta(seconds=1)
        monkeypatch.setattr(timezone, "now", lambda: moment)
    before = state()

    if (answer, end) == ("decline", "late"):
        # The clock has not passed by yet: leaving it to the next is what it would do itself.
        assert "C’est noté" in text_of(client.post(path))
        return
    for page in (client.get(path), client.post(path)):
        assert page.status_code == 410
        assert "ne vous est plus proposée" in text_of(page)
    assert state() == before


def test_an_offer_that_was_declined_is_not_taken(client, entry):
    decline_offer(by=entry.person, entry=entry)

    for page in (
        client.get(path_of_offer("take", entry)),
        client.post(path_of_offer("take", entry)),
    ):
        assert page.status_code == 410
    assert not Booking.objects.filter(status=Status.CONFIRMED).exists()


def test_the_link_of_an_older_offer_says_nothing_of_a_newer(client, entry):
    older = path_of_offer("take", entry)
    cancel_booking(by=HostFactory(of=entry.place), booking=entry.offer)
    offer_next(place=entry.place, period=entry.period)

    assert client.post(older).status_code == 410
    entry.refresh_from_db()
    assert entry.status == WaitlistEntry.Status.OFFERED


def test_house_rules_that_changed_while_one_waited_are_read_before_the_place_is_taken(
    client, entry
):
    place = entry.place
    house_rules = publish_house_rules(by=HostFactory(of=place), place=place, text="Pas de bruit.")
    path = path_of_offer("take", entry)
    for page in (client.get(path), client.post(path)):
        assert "Le règlement du lieu a changé" in text_of(page)
        assert f"/mes-reservations/{entry.offer_id}/" in page.content.decode()
    entry.refresh_from_db()
    assert entry.status == WaitlistEntry.Status.OFFERED

    client.force_login(entry.person)
    take_address, offer_page = (
        reverse("offer_take", args=[entry.pk]),
        f"/mes-reservations/{entry.offer_id}/",
    )
    assert "Pas de bruit." in text_of(client.get(offer_page))
    assert "Lire le règlement" not in text_of(client.get(reverse("waitlist")))
    for data in ({}, {"reglement": "x"}, {"reglement": str(entry.pk)}):
        answer = client.post(take_address, data, follow=True)
        assert answer.redirect_chain[-1][0] == offer_page
        assert "Pas de bruit." in text_of(answer)
    assert Booking.objects.get(pk=entry.offer_id).status == Status.OFFERED

    client.post(take_address, {"reglement": str(house_rules.pk)})
    assert Booking.objects.get(pk=entry.offer_id).status == Status.CONFIRMED
    assert "C’est réservé" in text_of(client.get(path))


def test_the_link_of_an_offer_serves_nobody_else(client, entry):
    path = path_of_offer("take", entry, person=str(PersonFactory().pk))

    assert client.get(path).status_code == client.post(path).status_code == 410
    entry.refresh_from_db()
    assert entry.status == WaitlistEntry.Status.OFFERED


def test_a_request_is_withdrawn_by_mail_in_its_own_words(client, booking_request):
    payload = {"booking": str(booking_request.pk), "person": str(booking_request.booked_for_id)}
    path = signed_action_path("workspaces.cancel_booking", payload)

    assert "Retirer cette demande" in text_of(client.get(path))
    assert "La demande est retirée" in text_of(client.post(path))
    assert "La demande est retirée" in text_of(client.get(path))
    booking_request.refresh_from_db()
    assert booking_request.status == Status.CANCELLED
