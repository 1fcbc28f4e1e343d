"""Sequences: enrolment, sending, exclusions, and end."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from bocage.foundation.errors import NotAllowed
from bocage.foundation.instance import defaults, remember_instance
from bocage.foundation.models import OutgoingMail
from bocage.foundation.models.mail import MailState
from bocage.outreach.models import (
    Enrolment,
    Prospect,
    ProspectConsent,
    Sending,
    Sequence,
    SequenceEntry,
    Touch,
)
from bocage.outreach.prospects.operations.consents import withdraw_consents
from bocage.outreach.prospects.operations.erasure import erase_prospect
from bocage.outreach.prospects.operations.merges import merge_prospects
from bocage.outreach.prospects.operations.segments import save_segment
from bocage.outreach.sequences.errors import (
    CannotEnter,
    EntryGoingOn,
    LetterIncomplete,
    LetterLeft,
    SequenceNotRunning,
    TooFarApart,
    UnknownNotation,
)
from bocage.outreach.sequences.last_check import hold_back
from bocage.outreach.sequences.operations import enrolments
from bocage.outreach.sequences.operations.enrolment_ends import leave_sequence, note_answer
from bocage.outreach.sequences.operations.enrolments import (
    count_possible_entrants,
    enter_crowd,
    enter_prospect,
    enter_the_new,
    have_crowd_enter,
)
from bocage.outreach.sequences.operations.letter_answers import take_answer
from bocage.outreach.sequences.operations.letter_clicks import count_letter_visit
from bocage.outreach.sequences.operations.letters import (
    LetterWords,
    change_letter,
    make_letter_ready,
    move_letter_up,
    remove_letter,
    withdraw_letter,
    write_letter,
)
from bocage.outreach.sequences.operations.sendings import (
    note_refused_address,
    queue_due_letters,
    send_due_letters,
)
from bocage.outreach.sequences.operations.sequences import pause_sequence, start_sequence
from bocage.people.models import Person
from bocage.territory.models import Departement
from tests.outreach.coordination import coordinator_of
from tests.outreach.factories import (
    CampaignFactory,
    ConsentFactory,
    LetterFactory,
    ProspectFactory,
    SequenceFactory,
)
from tests.people.factories import PersonFactory
from tests.territory.factories import DepartementFactory

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 26, 10, 30, tzinfo=UTC)
"""A Thursday morning: letters leave."""
DAY = timedelta(days=1)
State, EndReason, Reason = Sending.State, Enrolment.EndReason, Sending.Reason


@pytest.fixture
def by(departement: Departement) -> Person:
    return coordinator_of(departement)


@pytest.fixture
def sequence(departement: Departement) -> Sequence:
    sequence = SequenceFactory(departement=departement, created_at=NOW - DAY)
    LetterFactory(sequence=sequence, rank=1, subject="Première")
    LetterFactory(sequence=sequence, rank=2, subject="Deuxième", days_after=10)
    return sequence


@pytest.fixture
def prospect(departement: Departement) -> Prospect:
    return agreeing(departement)


def agreeing(departement: Departement, **fields: object) -> Prospect:
    prospect_fields = {f"prospect__{name}": value for name, value in fields.items()}
    return ConsentFactory(
        prospect__departement=departement, given_at=NOW - 30 * DAY, **prospect_fields
    ).prospect


def enter(sequence: Sequence, now: datetime = NOW) -> int:
    entry = SequenceEntry.objects.create(sequence=sequence, requested_at=now)
    counts = enter_crowd(entry.pk, now=now)
    return counts.entered if counts else 0


def leave(now: datetime = NOW) -> int:
    queue_due_letters(now=now)
    return send_due_letters(now=now)


def subjects() -> list[str]:
    return sorted(Sending.objects.filter(state=State.SENT).values_list("subject", flat=True))


def ended(prospect: Prospect) -> str:
    return Enrolment.objects.get(prospect=prospect).end_reason


def test_letters_leave_one_after_the_other_until_the_last(sequence, prospect) -> None:
    assert enter(sequence) == 1
    assert leave() == 1
    assert subjects() == ["Première"]
    assert leave(NOW + 8 * DAY) == 0
    # Ten days later is a Sunday, when nothing leaves.
    assert leave(NOW + 10 * DAY) == 0
    assert leave(NOW + 11 * DAY) == 1
    assert subjects() == ["Deuxième", "Première"]
    assert ended(prospect) == EndReason.FINISHED
    mails = OutgoingMail.objects.filter(recipient=prospect.email)
    assert [mail.facts["subject_line"] for mail in mails.order_by("pk")] == ["Première", "Deuxième"]


def test_a_letter_never_leaves_twice(sequence, prospect) -> None:
    enter(sequence)
    enter(sequence)
    for _time in range(3):
        leave()
    assert Sending.objects.count() == 1
    sending = Sending.objects.get()
    with pytest.raises(IntegrityError, match="outreach_sending_once"), transaction.atomic():
        Sending.objects.create(enrolment=sending.enrolment, letter=sending.letter, queued_at=NOW)
    with pytest.raises(IntegrityError, match="outreach_enrolment_once"), transaction.atomic():
        Enrolment.objects.create(
            sequence=sequence, prospect=prospect, origin="by_hand", entered_at=NOW
        )


def test_only_those_who_agree_today_enter(departement, sequence, prospect) -> None:
    ProspectFactory(departement=departement, confirmed=True)
    agreeing(departement, language="en")
    agreeing(departement, status=Prospect.Status.CANDIDATE)
    ConsentFactory(prospect__departement=departement, waiting=True)
    agreeing(DepartementFactory(sarthe=True))
    ConsentFactory(prospect__departement=departement, purpose="calls")
    assert count_possible_entrants(sequence) == 1
    assert enter(sequence) == 1
    assert Enrolment.objects.get().prospect == prospect
    assert count_possible_entrants(sequence) == 0


def test_an_agreement_taken_back_stops_a_letter_that_waits(sequence, prospect) -> None:
    enter(sequence)
    queue_due_letters(now=NOW)
    withdraw_consents(prospect=prospect, withdrawn_by="link", purpose="letters", now=NOW)
    assert send_due_letters(now=NOW) == 0
    assert (Sending.objects.get().state, Sending.objects.get().reason) == ("skipped", Reason.OVER)
    assert ended(prospect) == EndReason.UNSUBSCRIBED
    assert not OutgoingMail.objects.filter(recipient=prospect.email).exists()


def test_an_agreement_that_vanished_behind_our_back_stops_it_too(sequence, prospect) -> None:
    enter(sequence)
    queue_due_letters(now=NOW)
    ProspectConsent.objects.update(withdrawn_at=NOW, withdrawn_by="staff")
    assert send_due_letters(now=NOW) == 1
    assert Sending.objects.get().reason == Reason.NO_CONSENT


def test_a_mail_that_waits_for_its_server_is_held_back(sequence, prospect, settings) -> None:
    enter(sequence)
    leave()
    sending = Sending.objects.get()
    assert hold_back(sending.pk) == ""
    withdraw_consents(prospect=prospect, withdrawn_by="link", now=NOW)
    from bocage.foundation.mail.delivery import deliver

    deliver(sending.mail_id)
    mail = OutgoingMail.objects.get(pk=sending.mail_id)
    assert (mail.state, mail.sent_at) == (MailState.WITHHELD, None)
    sending.refresh_from_db()
    assert (sending.state, sending.reason) == (State.SKIPPED, Reason.NO_CONSENT)


def test_a_letter_withdrawn_while_it_leaves_is_not_sent(by, sequence, prospect) -> None:
    enter(sequence)
    leave()
    mail_id = Sending.objects.get().mail_id
    first = sequence.letters.get(rank=1)
    withdraw_letter(by=by, letter=first, now=NOW)
    from bocage.foundation.mail.delivery import deliver

    deliver(mail_id)
    assert OutgoingMail.objects.get(pk=mail_id).state == MailState.WITHHELD
    assert Sending.objects.get().reason == Reason.WITHDRAWN


def test_who_waits_for_a_withdrawn_letter_goes_on_to_the_next(by, sequence, prospect) -> None:
    enter(sequence)
    queue_due_letters(now=NOW)
    withdraw_letter(by=by, letter=sequence.letters.get(rank=1), now=NOW)
    enrolment = Enrolment.objects.get()
    assert enrolment.next_letter == sequence.letters.get(rank=2)
    assert send_due_letters(now=NOW) == 0
    withdraw_letter(by=by, letter=sequence.letters.get(rank=2), now=NOW)
    enrolment.refresh_from_db()
    assert (enrolment.next_letter, enrolment.ended_at) == (None, None)
    make_letter_ready(by=by, letter=sequence.letters.get(rank=2))
    assert leave(NOW + 11 * DAY) == 1
    assert subjects() == ["Deuxième"]


def test_letters_keep_to_hours_days_and_pace(departement, sequence) -> None:
    for _number in range(5):
        agreeing(departement)
    enter(sequence)
    saturday, night = NOW + 2 * DAY, NOW.replace(hour=22)
    assert leave(saturday) == leave(night) == 0
    assert send_due_letters(now=NOW) == 2  # 120 an hour are two a minute
    assert send_due_letters(now=NOW + timedelta(minutes=1)) == 2
    from dataclasses import replace

    remember_instance(replace(defaults(), letters_per_hour=4))
    assert send_due_letters(now=NOW + timedelta(minutes=2)) == 0
    assert send_due_letters(now=NOW + timedelta(minutes=61)) == 1


def test_a_paused_sequence_sends_nothing_and_goes_on(by, sequence, prospect) -> None:
    enter(sequence)
    queue_due_letters(now=NOW)
    pause_sequence(by=by, sequence=sequence)
    assert send_due_letters(now=NOW) == 0
    start_sequence(by=by, sequence=sequence)
    assert send_due_letters(now=NOW) == 1


def test_nobody_has_more_letters_a_month_than_was_promised(departement, sequence, prospect) -> None:
    siblings = [SequenceFactory(departement=departement, created_at=NOW - DAY) for _n in range(2)]
    for sibling in siblings:
        LetterFactory(sequence=sibling, rank=1)
    for each_sequence in (sequence, *siblings):
        enter(each_sequence)
    queue_due_letters(now=NOW)
    assert send_due_letters(now=NOW) + send_due_letters(now=NOW + timedelta(minutes=1)) >= 2
    assert Sending.objects.filter(state=State.SENT).count() == 2
    leave(NOW + DAY)
    assert Sending.objects.filter(state=State.SENT).count() == 2
    assert leave(NOW + 32 * DAY) >= 1
    assert Sending.objects.filter(state=State.SENT).count() >= 3


def test_an_answer_stops_the_letters_and_reaches_the_team(by, sequence, prospect) -> None:
    enter(sequence)
    leave()
    sending = Sending.objects.get()
    take_answer(sending_id=sending.pk, sender=prospect.email, words="Nous venons !", now=NOW)
    take_answer(sending_id=sending.pk, sender="autre@ailleurs.example", words="Et moi.", now=NOW)
    sending.refresh_from_db()
    assert sending.answer == "Nous venons !\n\nEt moi."
    assert sending.answered_from == "autre@ailleurs.example"
    assert ended(prospect) == EndReason.ANSWERED
    assert prospect.touches.filter(kind=Touch.Kind.ANSWER).count() == 2
    mails = OutgoingMail.objects.filter(recipient=by.email).order_by("pk")
    assert [mail.reply_to for mail in mails] == [prospect.email, "autre@ailleurs.example"]


def test_an_action_says_that_they_answered(by, sequence, prospect) -> None:
    enter(sequence)
    note_answer(by=by, prospect=prospect, note="Au téléphone", now=NOW)
    assert ended(prospect) == EndReason.ANSWERED
    with pytest.raises(NotAllowed):
        note_answer(by=PersonFactory(), prospect=prospect, note="")


def test_visits_of_own_pages_are_counted_and_the_first_is_a_touch(sequence, prospect) -> None:
    enter(sequence)
    leave()
    code = Sending.objects.get().code
    assert count_letter_visit(code=code, now=NOW)
    assert count_letter_visit(code=code, now=NOW + DAY)
    assert not count_letter_visit(code="zzzzzzzzzzzz")
    assert not count_letter_visit(code="x' OR 1=1 --")
    sending = Sending.objects.get()
    assert (sending.clicks, sending.clicked_at) == (2, NOW)
    assert prospect.touches.filter(kind=Touch.Kind.LETTER).count() == 1
    assert f"?c={code}" in OutgoingMail.objects.get(pk=sending.mail_id).facts["body_html"]


def test_an_address_that_is_gone_is_written_to_no_more(departement, sequence, prospect) -> None:
    enter(sequence)
    leave()
    note_refused_address(mail_id=Sending.objects.get().mail_id, now=NOW)
    note_refused_address(mail_id=Sending.objects.get().mail_id, now=NOW)
    assert Sending.objects.get().reason == Reason.ADDRESS
    assert ended(prospect) == EndReason.ADDRESS
    second_sequence = SequenceFactory(departement=departement)
    assert count_possible_entrants(second_sequence) == 0


def test_who_is_erased_leaves_no_word_in_their_letters(sequence, prospect) -> None:
    enter(sequence)
    leave()
    take_answer(sending_id=Sending.objects.get().pk, sender="x@y.example", words="Moi", now=NOW)
    erase_prospect(prospect=prospect, now=NOW)
    sending = Sending.objects.get()
    emptied = (sending.address, sending.subject, sending.answer, sending.answered_from)
    assert emptied == ("", "", "", "")
    assert take_answer(sending_id=sending.pk, sender="x@y.example", words="Encore") is None


def test_two_records_of_one_person_have_one_enrolment(by, departement, sequence) -> None:
    first, joined = agreeing(departement), agreeing(departement)
    second_sequence = SequenceFactory(departement=departement)
    enter(sequence)
    Enrolment.objects.create(
        sequence=second_sequence, prospect=joined, origin="by_hand", entered_at=NOW
    )
    merge_prospects(by=by, survivor=first, duplicate=joined, now=NOW)
    assert set(first.enrolments.values_list("sequence", flat=True)) == {
        sequence.pk,
        second_sequence.pk,
    }
    assert joined.enrolments.get().end_reason == EndReason.MERGED


def test_a_crowd_enters_by_batches_from_where_it_was_left(
    departement, by, sequence, monkeypatch
) -> None:
    for _number in range(7):
        agreeing(departement)
    ProspectFactory(departement=departement)
    monkeypatch.setattr(enrolments, "ENTERED_AT_ONCE", 3)
    entry = have_crowd_enter(by=by, sequence=sequence, now=NOW)
    with pytest.raises(EntryGoingOn):
        have_crowd_enter(by=by, sequence=sequence, now=NOW)
    counts = enter_crowd(entry.pk, now=NOW)
    assert (counts.total, counts.read, counts.entered) == (8, 8, 7)
    assert counts.finished_at == NOW
    assert enter_crowd(entry.pk, now=NOW) is None
    assert have_crowd_enter(by=by, sequence=sequence, now=NOW)


def test_the_new_enter_by_themselves_once(departement, sequence) -> None:
    Sequence.objects.update(enters_by_itself=True)
    agreeing(departement)
    fresh = ConsentFactory(prospect__departement=departement, given_at=NOW).prospect
    assert enter_the_new(now=NOW) == 1
    assert enter_the_new(now=NOW) == 0
    assert Enrolment.objects.get().prospect == fresh
    leave_sequence(by=coordinator_of(departement), enrolment=Enrolment.objects.get(), now=NOW)
    assert enter_the_new(now=NOW) == 0


def test_a_segment_and_a_campaign_choose(by, departement) -> None:
    near, far = agreeing(departement, origin="Rouen"), agreeing(departement, origin="Paris")
    segment = save_segment(by=by, departement=departement, name="Rouen", query="origine=rouen")
    campaign = CampaignFactory(departement=departement)
    Touch.objects.create(prospect=far, campaign=campaign, kind="form", at=NOW)
    by_segment = SequenceFactory(departement=departement, entry="segment", segment=segment)
    by_campaign = SequenceFactory(departement=departement, entry="campaign", campaign=campaign)
    assert list(enrolments.audience_of(by_segment)) == [near]
    assert list(enrolments.audience_of(by_campaign)) == [far]
    segment.query = "premiere=0199b7a4-0000-7000-8000-000000000071"
    segment.save()
    by_segment.refresh_from_db()
    assert not enrolments.audience_of(by_segment).exists()
    segment.delete()
    by_segment.refresh_from_db()
    assert not enrolments.audience_of(by_segment).exists()


def test_one_prospect_enters_by_hand(by, departement, sequence, prospect) -> None:
    assert enter_prospect(by=by, sequence=sequence, prospect=prospect, now=NOW).next_at == NOW
    with pytest.raises(CannotEnter):
        enter_prospect(by=by, sequence=sequence, prospect=prospect, now=NOW)
    with pytest.raises(CannotEnter):
        enter_prospect(by=by, sequence=sequence, prospect=ProspectFactory(departement=departement))
    with pytest.raises(NotAllowed):
        enter_prospect(by=PersonFactory(), sequence=sequence, prospect=prospect)
    pause_sequence(by=by, sequence=sequence)
    sequence.refresh_from_db()
    with pytest.raises(SequenceNotRunning):
        enter_prospect(by=by, sequence=sequence, prospect=prospect)


def test_a_letter_that_fits_nobody_is_passed(sequence, prospect) -> None:
    sequence.letters.filter(rank=1).update(body="Voici :\n\n[[rencontre sinon=rien]]")
    enter(sequence)
    assert leave() == 1
    sending = Sending.objects.get()
    assert (sending.state, sending.reason) == (State.SKIPPED, Reason.NOTHING_FITS)
    assert Enrolment.objects.get().next_letter == sequence.letters.get(rank=2)


def test_a_failure_of_ours_is_of_one_letter(departement, sequence, monkeypatch) -> None:
    agreeing(departement, name="Casse")
    agreeing(departement, name="Tient")
    from bocage.outreach.sequences.operations import sendings

    real = sendings.draw_letter

    def breaking(letter, prospect, **fields):
        if prospect.name == "Casse":
            raise RuntimeError
        return real(letter, prospect, **fields)

    monkeypatch.setattr(sendings, "draw_letter", breaking)
    enter(sequence)
    assert leave() == 2
    assert sorted(Sending.objects.values_list("state", flat=True)) == ["refused", "sent"]


def test_letters_are_moved_changed_and_removed(by, sequence, prospect) -> None:
    first, second = sequence.letters.order_by("rank")
    enter(sequence)
    move_letter_up(by=by, letter=second)
    assert list(sequence.letters.order_by("rank")) == [second, first]
    assert Enrolment.objects.get().next_letter == second
    move_letter_up(by=by, letter=second)
    assert leave(NOW) == 0
    assert leave(NOW + 11 * DAY) == 1
    assert subjects() == ["Deuxième"]
    with pytest.raises(LetterLeft):
        remove_letter(by=by, letter=second)
    third = write_letter(by=by, sequence=sequence, words=LetterWords(days_after=3))
    remove_letter(by=by, letter=third)
    remove_letter(by=by, letter=third)
    with pytest.raises(TooFarApart):
        change_letter(by=by, letter=first, words=LetterWords(days_after=500))
    with pytest.raises(UnknownNotation):
        change_letter(by=by, letter=first, words=LetterWords(days_after=1, body="[[inconnu]]"))
    with pytest.raises(LetterIncomplete):
        change_letter(by=by, letter=first, words=LetterWords(days_after=1, subject="Sans texte"))
