"""Operations on mentors: offers, proposals with reasons, one-click acceptance, notes, end.

Each operation locks the rows that it changes. A learner has at most one open mentorship, by a
database constraint.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from bocage.foundation.db.constraints import refusing
from bocage.foundation.db.row_locks import lock_row, lock_rows
from bocage.foundation.errors import NotAllowed
from bocage.people.models import Person
from bocage.territory.models import Commune
from bocage.training.mentoring import notifications
from bocage.training.mentoring.errors import (
    MentorBusy,
    MentorOfOneself,
    MentorProposed,
    MentorshipOver,
    MentorStopped,
)
from bocage.training.mentoring.models import MentorNote, MentorProfile, Mentorship
from bocage.training.programmes.models.cohorts import Enrolment

State = Mentorship.State


@dataclass(frozen=True, kw_only=True)
class MentorOffer:
    """Profile that a person gives when they offer to mentor."""

    trade: str
    commune: Commune
    words: str = ""
    max_learners: int = 1


def offer_to_mentor(
    *, by: Person, offer: MentorOffer, now: datetime | None = None
) -> MentorProfile:
    """Creates or updates a person's offer to mentor.

    Raises:
        NotAllowed: `by` has neither completed a course, nor is a member of the club.
    """
    by.require("training.offer_to_mentor")
    values = {
        "trade": " ".join(offer.trade.split()),
        "commune": offer.commune,
        "words": offer.words,
        "max_learners": offer.max_learners,
        "stopped_at": None,
    }
    profile, _is_new = MentorProfile.objects.update_or_create(
        person=by,
        defaults=values,
        create_defaults={**values, "offered_at": now or timezone.now()},
    )
    return profile


def stop_mentoring(*, by: Person, now: datetime | None = None) -> None:
    """Stops a person's offer to mentor; current mentorships continue. Idempotent."""
    MentorProfile.objects.filter(person=by, stopped_at=None).update(
        stopped_at=now or timezone.now()
    )


def propose_mentor(
    *, by: Person, enrolment: Enrolment, mentor: MentorProfile, now: datetime | None = None
) -> Mentorship:
    """Proposes a mentor for a learner, and sends the mentor the request. Idempotent.

    Raises:
        NotAllowed: `by` does not run the cohort, or the learner has left.
        MentorOfOneself: the mentor is the learner.
        MentorStopped, MentorBusy: the mentor does not accept anybody.
        MentorProposed: another mentor is proposed to the learner already.
    """
    if not by.has_perm("training.propose_mentor", enrolment) or not enrolment.has_seat:
        raise NotAllowed
    if mentor.person_id == enrolment.person_id:
        raise MentorOfOneself
    with refusing({"training_mentorship_one_open_a_learner": MentorProposed}):
        locked = lock_row(mentor, "person", "commune")
        existing = _open_of(enrolment)
        if existing is not None and existing.mentor_id == locked.pk:
            return existing
        if existing is not None:
            raise MentorProposed
        if not locked.is_offering:
            raise MentorStopped
        if locked.mentorships.filter(state__in=Mentorship.OPEN).count() >= locked.max_learners:
            raise MentorBusy
        mentorship = Mentorship.objects.create(
            enrolment=enrolment,
            mentor=locked,
            proposed_by=by,
            proposed_at=now or timezone.now(),
        )
        notifications.request_mentor(mentorship)
        return mentorship


def accept_mentorship(
    *, by: Person, mentorship: Mentorship, now: datetime | None = None
) -> Mentorship:
    """Accepts a mentorship, by the mentor, and notifies the learner. Idempotent.

    Raises:
        NotAllowed: `by` is somebody else.
        MentorshipOver: it was declined or ended meanwhile.
    """
    return _answer(by=by, mentorship=mentorship, state=State.ACTIVE, now=now)


def decline_mentorship(
    *, by: Person, mentorship: Mentorship, now: datetime | None = None
) -> Mentorship:
    """Declines a mentorship, by the mentor, and notifies the person who proposed it. Idempotent.

    Raises:
        NotAllowed: `by` is somebody else.
        MentorshipOver: it was accepted or ended meanwhile.
    """
    return _answer(by=by, mentorship=mentorship, state=State.DECLINED, now=now)


def end_mentorship(
    *, by: Person, mentorship: Mentorship, now: datetime | None = None
) -> Mentorship:
    """Ends a mentorship, or withdraws its proposal. Idempotent.

    Raises:
        NotAllowed: `by` is neither of them, nor runs the cohort.
    """
    by.require("training.end_mentorship", mentorship)
    with transaction.atomic():
        locked = _locked(mentorship)
        if locked.is_open:
            locked.state, locked.ended_at = State.ENDED, now or timezone.now()
            locked.save(update_fields=["state", "ended_at"])
    return locked


def write_mentor_note(
    *, by: Person, mentorship: Mentorship, words: str, now: datetime | None = None
) -> MentorNote:
    """Adds a short note of the mentor.

    Raises:
        NotAllowed: `by` is not the mentor.
        MentorshipOver: they no longer help this learner.
    """
    by.require("training.write_mentor_note", mentorship)
    with transaction.atomic():
        locked = _locked(mentorship)
        if locked.state != State.ACTIVE:
            raise MentorshipOver
        return MentorNote.objects.create(
            mentorship=locked, words=" ".join(words.split()), written_at=now or timezone.now()
        )


def _answer(*, by: Person, mentorship: Mentorship, state: str, now: datetime | None) -> Mentorship:
    by.require("training.answer_mentorship", mentorship)
    with transaction.atomic():
        locked = _locked(mentorship)
        if locked.state == state:
            return locked
        if locked.state != State.PROPOSED:
            raise MentorshipOver
        locked.state, locked.answered_at = state, now or timezone.now()
        locked.save(update_fields=["state", "answered_at"])
        notifications.notify_answer(locked)
    return locked


def _open_of(enrolment: Enrolment) -> Mentorship | None:
    return Mentorship.objects.filter(enrolment=enrolment, state__in=Mentorship.OPEN).first()


def _locked(mentorship: Mentorship) -> Mentorship:
    """Returns the mentorship, locked.

    Raises:
        MentorshipOver: it was deleted with its learner or its mentor.
    """
    existing = (
        lock_rows(Mentorship.objects.all())
        .select_related(
            "mentor__person",
            "proposed_by",
            "enrolment__person",
            "enrolment__cohort__programme__partner__scope",
        )
        .filter(pk=mentorship.pk)
        .first()
    )
    if existing is None:
        raise MentorshipOver
    return existing
