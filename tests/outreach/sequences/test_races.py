"""Letters sent, withdrawn and refused at once, in real threads."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import DatabaseError

from bocage.foundation.models import OutgoingMail
from bocage.outreach.models import Enrolment, Sending, Sequence, SequenceEntry
from bocage.outreach.prospects.operations.consents import agrees, withdraw_consents
from bocage.outreach.sequences.operations.enrolments import enter_crowd, enter_the_new
from bocage.outreach.sequences.operations.letter_clicks import count_letter_visit
from bocage.outreach.sequences.operations.letters import withdraw_letter
from bocage.outreach.sequences.operations.sendings import queue_due_letters, send_due_letters
from tests.outreach.coordination import coordinator_of
from tests.outreach.factories import ConsentFactory, LetterFactory, SequenceFactory
from tests.territory.factories import DepartementFactory
from tests.workspaces.bookings.test_races import race

pytestmark = pytest.mark.django_db(transaction=True)

NOW = datetime(2026, 11, 26, 10, 30, tzinfo=UTC)
PEOPLE = 6


@pytest.fixture
def sequence() -> Sequence:
    """A sequence of one letter, with six people to enter it."""
    sequence = SequenceFactory(departement=DepartementFactory(), created_at=NOW)
    LetterFactory(sequence=sequence, rank=1)
    for _number in range(PEOPLE):
        ConsentFactory(prospect__departement=sequence.departement, given_at=NOW - timedelta(days=1))
    return sequence


def send(minutes: int) -> None:
    queue_due_letters(now=NOW)
    for minute in range(minutes):
        send_due_letters(now=NOW + timedelta(minutes=minute))


def test_four_workers_enter_a_crowd_and_send_each_letter_once(sequence: Sequence) -> None:
    entry = SequenceEntry.objects.create(sequence=sequence, requested_at=NOW)
    Sequence.objects.update(enters_by_itself=True)
    race(
        *[lambda: enter_crowd(entry.pk, now=NOW)] * 3,
        *[lambda: enter_the_new(now=NOW)] * 2,
    )
    assert Enrolment.objects.count() == PEOPLE
    race(*[lambda: send(4)] * 4)
    send(4)
    assert Sending.objects.filter(state=Sending.State.SENT).count() == PEOPLE
    addresses = list(OutgoingMail.objects.values_list("recipient", flat=True))
    assert len(addresses) == len(set(addresses)) == PEOPLE


def test_who_leaves_while_letters_leave_gets_none_after(sequence: Sequence) -> None:
    entry = SequenceEntry.objects.create(sequence=sequence, requested_at=NOW)
    enter_crowd(entry.pk, now=NOW)
    queue_due_letters(now=NOW)
    leaving = [enrolment.prospect for enrolment in Enrolment.objects.select_related("prospect")]
    race(
        *[
            lambda prospect=prospect: withdraw_consents(prospect=prospect, withdrawn_by="link")
            for prospect in leaving
        ],
        *[lambda: send(3)] * 2,
    )
    send(5)
    assert not any(agrees(prospect, "letters") for prospect in leaving)
    assert not Sending.objects.filter(state=Sending.State.QUEUED).exists()
    count = Sending.objects.filter(state=Sending.State.SENT).count()
    assert OutgoingMail.objects.count() == count


def test_a_letter_withdrawn_while_it_leaves_leaves_nobody_behind(sequence: Sequence) -> None:
    by = coordinator_of(sequence.departement)
    entry = SequenceEntry.objects.create(sequence=sequence, requested_at=NOW)
    enter_crowd(entry.pk, now=NOW)
    queue_due_letters(now=NOW)
    letter = sequence.letters.get()
    race(
        lambda: withdraw_letter(by=by, letter=letter, now=NOW),
        *[lambda: send(3)] * 3,
    )
    before = OutgoingMail.objects.count()
    send(5)
    assert OutgoingMail.objects.count() == before
    assert not Sending.objects.filter(state=Sending.State.QUEUED).exists()


def test_visits_that_come_together_are_all_counted(sequence: Sequence) -> None:
    entry = SequenceEntry.objects.create(sequence=sequence, requested_at=NOW)
    enter_crowd(entry.pk, now=NOW)
    send(1)
    sending = Sending.objects.filter(state=Sending.State.SENT).select_related("enrolment").first()
    assert sending is not None
    race(*[lambda: count_letter_visit(code=sending.code or "", now=NOW)] * 6)
    sending.refresh_from_db()
    assert sending.clicks == 6
    assert sending.enrolment.prospect.touches.filter(kind="letter").count() == 1


def test_the_database_refuses_what_is_settled_without_a_reason(sequence: Sequence) -> None:
    entry = SequenceEntry.objects.create(sequence=sequence, requested_at=NOW)
    enter_crowd(entry.pk, now=NOW)
    queue_due_letters(now=NOW)
    with pytest.raises(DatabaseError, match="outreach_sending_left_out_for_a_reason"):
        Sending.objects.update(state=Sending.State.SKIPPED, closed_at=NOW)
    with pytest.raises(DatabaseError, match="outreach_enrolment_ended_somehow"):
        Enrolment.objects.update(ended_at=NOW)
