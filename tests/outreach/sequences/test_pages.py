"""Sequences as coordinators run them, and letters as their readers leave them."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core import signing
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from bocage.foundation.mail.delivery import compose
from bocage.foundation.mail.incoming import reply_address
from bocage.foundation.mail.receiving import receive_mail
from bocage.foundation.models import OutgoingMail
from bocage.outreach.models import (
    Enrolment,
    Letter,
    Prospect,
    ProspectConsent,
    Sending,
    Sequence,
    SequenceEntry,
)
from bocage.outreach.prospects.links import own_page_link
from bocage.outreach.prospects.operations.consents import agrees
from bocage.outreach.sequences.mails import SequenceLetter
from bocage.outreach.sequences.operations.enrolments import enter_crowd
from bocage.outreach.sequences.operations.sendings import queue_due_letters, send_due_letters
from bocage.territory.models import Departement
from tests.outreach.coordination import coordinator_of
from tests.outreach.factories import ConsentFactory, LetterFactory, SequenceFactory
from tests.people.factories import PersonFactory
from tests.territory.factories import CommuneFactory, DepartementFactory

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 26, 10, 30, tzinfo=UTC)
BROWSER = {"HTTP_USER_AGENT": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101"}


@pytest.fixture
def departement() -> Departement:
    return CommuneFactory(boitron=True).departement


@pytest.fixture
def sending(departement: Departement) -> Sending:
    """Creates a sent letter."""
    sequence = SequenceFactory(departement=departement, created_at=NOW - timedelta(days=1))
    LetterFactory(sequence=sequence, rank=1, subject="Venez voir", body="Bonjour [ici](/lieux/)")
    LetterFactory(sequence=sequence, rank=2, subject="Et alors ?", days_after=5)
    ConsentFactory(prospect__departement=departement, given_at=NOW - timedelta(days=9))
    enter_crowd(SequenceEntry.objects.create(sequence=sequence, requested_at=NOW).pk, now=NOW)
    queue_due_letters(now=NOW)
    send_due_letters(now=NOW)
    return Sending.objects.select_related("enrolment__prospect").get()


def test_a_series_is_written_read_launched_and_withdrawn(
    desk: Client, departement: Departement
) -> None:
    ConsentFactory(prospect__departement=departement)
    desk.post(
        reverse("sequence_write"),
        {"name": "Paris", "purpose": "letters", "language": "fr", "entry": "everybody"},
    )
    sequence = Sequence.objects.get()
    refused = desk.post(
        reverse("letter_write", args=[sequence.pk]),
        {"days_after": 0, "subject": "Venez", "body": "[[chateau]]"},
    )
    assert refused.status_code == 422
    assert "chateau" in refused.content.decode()
    desk.post(
        reverse("letter_write", args=[sequence.pk]),
        {"days_after": 0, "subject": "Venez, {prenom|vous}", "body": "Bonjour\n\n[[sejour]]"},
    )
    letter = Letter.objects.get()
    preview = desk.get(letter.get_absolute_url()).content.decode()
    assert "Venez, Camille" in preview
    english = desk.get(f"{letter.get_absolute_url()}?langue=en").content.decode()
    assert "pas écrite dans sa langue" in english
    framed = desk.get(reverse("letter_page", args=[letter.pk]))
    assert "Préparer mon séjour" in framed.content.decode()
    desk.post(reverse("letter_action", args=[letter.pk]), {"geste": "essayer", "langue": "fr"})
    assert OutgoingMail.objects.get().facts["prospect_id"] == ""
    act = reverse("sequence_action", args=[sequence.pk])
    desk.post(act, {"geste": "lancer"})
    sequence.refresh_from_db()
    assert sequence.status == Sequence.Status.DRAFT
    desk.post(reverse("letter_action", args=[letter.pk]), {"geste": "prete"})
    desk.post(act, {"geste": "lancer"})
    desk.post(act, {"geste": "entrer"})
    desk.post(act, {"geste": "n’importe"})
    assert SequenceEntry.objects.get().total == 1
    desk.post(act, {"geste": "suspendre"})
    desk.post(reverse("letter_action", args=[letter.pk]), {"geste": "retirer"})
    letter.refresh_from_db()
    sequence.refresh_from_db()
    assert (letter.status, sequence.status) == ("withdrawn", "paused")


@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.parametrize(
    "page", [("sequence_list", 6), ("sequence_people", 7), ("sequence_detail", 8)]
)
def test_pages_ask_as_much_for_three_as_for_one(
    desk: Client,
    departement: Departement,
    page: tuple[str, int],
    number: int,
    django_assert_num_queries,
) -> None:
    name, queries = page
    sequences = SequenceFactory.create_batch(number, departement=departement)
    for sequence in sequences:
        LetterFactory(sequence=sequence, rank=1)
    sequence = sequences[0]
    for consent in ConsentFactory.create_batch(number, prospect__departement=departement):
        enrolment = Enrolment.objects.create(
            sequence=sequence, prospect=consent.prospect, origin="crowd", entered_at=NOW
        )
        Sending.objects.create(enrolment=enrolment, letter=sequence.letters.get(), queued_at=NOW)
    address = reverse(name, args=[] if name == "sequence_list" else [sequence.pk])
    desk.get(address)
    with django_assert_num_queries(queries):
        assert desk.get(address).status_code == 200


def test_another_departement_is_not_shown(client: Client, sending: Sending) -> None:
    client.force_login(coordinator_of(DepartementFactory(sarthe=True)))
    sequence = sending.enrolment.sequence
    assert client.get(sequence.get_absolute_url()).status_code == 404
    assert sequence.name not in client.get(reverse("sequence_list")).content.decode()
    client.force_login(PersonFactory())
    assert client.get(reverse("sequence_list")).status_code == 404


def test_the_headers_let_a_mail_program_stop_letters(client: Client, sending: Sending) -> None:
    mail = OutgoingMail.objects.get(pk=sending.mail_id)
    message = compose(mail)
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    address = message["List-Unsubscribe"].strip("<>").replace("http://127.0.0.1:8000", "")
    prospect = sending.enrolment.prospect
    strict = Client(enforce_csrf_checks=True)
    response = strict.get(address, follow=True)
    assert "Oui, ne plus m’écrire" in response.content.decode()
    assert agrees(prospect, "letters")
    assert strict.post(address).status_code == 400
    assert strict.post(address, {"List-Unsubscribe": "autre"}).status_code == 400
    assert agrees(prospect, "letters")
    for _time in range(2):
        answer = strict.post(address, {"List-Unsubscribe": "One-Click"})
        assert (answer.status_code, answer.cookies) == (200, {})
    assert not agrees(prospect, "letters")
    assert ProspectConsent.objects.get().withdrawn_by == "link"
    assert sending.enrolment.sequence.enrolments.get().end_reason == "unsubscribed"
    queue_due_letters(now=NOW + timedelta(days=7))
    assert send_due_letters(now=NOW + timedelta(days=7)) == 0


@pytest.mark.parametrize(
    "token",
    ["x", "outreach.stop_letters:x", "outreach.confirm:" + signing.dumps({}), "a" * 3000],
    ids=["word", "no signature", "other purpose", "huge"],
)
def test_a_forged_address_stops_nothing(client: Client, sending: Sending, token: str) -> None:
    answer = client.post(reverse("stop_letters", args=[token]), {"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 404
    assert agrees(sending.enrolment.prospect, "letters")


def test_a_visit_is_counted_on_arrival_and_not_on_the_way(client: Client, sending: Sending) -> None:
    address = f"{reverse('place_list')}?c={sending.code}"
    client.get(address, **BROWSER)
    client.get(address, **BROWSER, HTTP_REFERER="http://testserver/lieux/")
    client.get(address, HTTP_USER_AGENT="curl/8")
    client.head(address, **BROWSER)
    client.get(f"/nulle-part/?c={sending.code}", **BROWSER)
    client.get(f"{reverse('place_list')}?c=abcdefghjkmn", **BROWSER)
    sending.refresh_from_db()
    assert sending.clicks == 1
    assert client.cookies == {}


def test_a_code_that_is_none_of_a_letter_asks_nothing_of_the_database(
    client: Client, django_assert_num_queries
) -> None:
    address = reverse("place_list")
    client.get(address, **BROWSER)
    with CaptureQueriesContext(connection) as queries:
        client.get(f"{address}?x=1", **BROWSER)
    with django_assert_num_queries(len(queries)):
        client.get(f"{address}?c=aff1che", **BROWSER)


def test_an_answer_by_mail_stops_the_letters(sending: Sending, settings) -> None:
    settings.BOCAGE = settings.BOCAGE.model_copy(
        update={"incoming_address": "accueil@bocage.example"}
    )
    prospect = sending.enrolment.prospect
    to = reply_address("letter", sending.pk)
    raw = (
        f"From: {prospect.email}\r\nTo: {to}\r\nSubject: Re\r\nMessage-ID: <a@b>\r\n"
        "Content-Type: text/plain; charset=utf-8\r\n\r\nNous venons en mai.\r\n"
    )
    for _time in range(2):
        received = receive_mail(raw.encode())
        assert received.state == "taken"
    sending.refresh_from_db()
    assert sending.answer == "Nous venons en mai."
    assert sending.enrolment.sequence.enrolments.get().end_reason == "answered"


def test_a_prospect_sees_their_letters_and_their_team_too(desk: Client, sending: Sending) -> None:
    prospect: Prospect = sending.enrolment.prospect
    page = desk.get(prospect.get_absolute_url()).content.decode()
    assert "Venez voir" in page
    own_page = desk.get(own_page_link.path(prospect.pk, prospect.email))
    assert "Venez voir" in own_page.content.decode()
    desk.post(reverse("prospect_answered", args=[prospect.pk]), {"note": "Au téléphone"})
    assert Enrolment.objects.get().end_reason == "answered"
    second_sequence = SequenceFactory(departement=prospect.departement)
    LetterFactory(sequence=second_sequence, rank=1)
    desk.post(reverse("prospect_enter", args=[prospect.pk]), {"sequence": second_sequence.pk})
    enrolment = prospect.enrolments.get(sequence=second_sequence)
    desk.post(reverse("enrolment_leave", args=[enrolment.pk]))
    enrolment.refresh_from_db()
    assert enrolment.end_reason == "by_hand"


def test_a_letter_holds_no_picture_and_its_trial_stops_nothing() -> None:
    trial = SequenceLetter(subject_line="A", body_html="<p>B</p>", body_text="B")
    assert trial.own_unsubscribe_links("fr") is None
    assert trial.held_back() == ""
