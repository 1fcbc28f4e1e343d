"""Operations on pitches and the answers to them: votes, « j’y serai », « je peux animer »."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from bocage.foundation.db.row_locks import lock_row, lock_rows
from bocage.network.web_school.errors import (
    NothingToLead,
    NotTakingPitches,
    NotTakingVotes,
    NoVoteLeft,
    PastEdition,
    PitchGone,
)
from bocage.network.web_school.models.editions import WebSchoolEdition
from bocage.network.web_school.models.pitches import (
    Ballot,
    LeadOffer,
    Pitch,
    PitchComing,
    PitchVote,
)
from bocage.network.web_school.notifications import flag_session, notify_leader
from bocage.network.web_school.operations.editions import locked_edition, touch_programme
from bocage.people.models import Person

Status = WebSchoolEdition.Status
OVER = {Status.HELD, Status.ARCHIVED}


def make_pitch(
    *,
    by: Person,
    edition: WebSchoolEdition,
    kind: str,
    title: str,
    now: datetime | None = None,
    **values: Any,
) -> Pitch:
    """Creates a pitch, which proposes a session or requests one.

    Raises:
        NotAllowed: `by` has no account.
        NotTakingPitches: the call is closed.
    """
    by.require("network.take_part", edition)
    with transaction.atomic():
        locked = locked_edition(edition)
        if locked.status != Status.COLLECTING:
            raise NotTakingPitches
        return Pitch.objects.create(
            edition=locked,
            author=by,
            kind=kind,
            title=title,
            created_at=now or timezone.now(),
            **values,
        )


def change_pitch(*, by: Person, pitch: Pitch, **values: Any) -> Pitch:
    """Changes a pitch; its kind and length can no longer change once votes are over.

    Raises:
        NotAllowed: it is neither theirs nor of an edition that they manage.
        PitchGone: it was withdrawn.
        NotTakingPitches: the programme is made of it already.
    """
    by.require("network.change_pitch", pitch)
    with transaction.atomic():
        edition = locked_edition(pitch.edition)
        locked = _locked(pitch)
        shape = {name for name in ("kind", "length") if name in values}
        if not edition.takes_pitches and any(
            getattr(locked, name) != values[name] for name in shape
        ):
            raise NotTakingPitches
        for name, value in values.items():
            setattr(locked, name, value)
        locked.save()
        if hasattr(locked, "session"):
            locked.session.title = locked.title
            locked.session.save(update_fields=["title"])
        touch_programme(edition)
    return locked


def withdraw_pitch(*, by: Person, pitch: Pitch, now: datetime | None = None) -> Pitch:
    """Withdraws a pitch. If it is already placed, its session stays until the organiser, who is
    notified, decides. Idempotent.

    Raises:
        NotAllowed: it is neither theirs nor of an edition that they manage.
    """
    by.require("network.change_pitch", pitch)
    now = now or timezone.now()
    with transaction.atomic():
        edition = locked_edition(pitch.edition)
        locked = _locked(pitch, gone_too=True)
        if locked.withdrawn_at is None:
            locked.withdrawn_at = now
            locked.save(update_fields=["withdrawn_at"])
            if hasattr(locked, "session") and edition.is_being_made:
                flag_session(locked.session, now=now)
            touch_programme(edition)
    return locked


def vote_for(*, by: Person, pitch: Pitch, now: datetime | None = None) -> PitchVote:
    """Gives a vote to a pitch. Idempotent.

    Raises:
        NotAllowed: `by` has no account.
        NotTakingVotes: votes are not open.
        NoVoteLeft: all the votes of this edition are given.
        PitchGone: it was withdrawn.
    """
    by.require("network.take_part", pitch.edition)
    with transaction.atomic():
        ballot = _locked_ballot(by, pitch.edition)
        current = Pitch.objects.select_related("edition").get(pk=pitch.pk)
        if current.edition.status != Status.VOTING:
            raise NotTakingVotes
        if current.is_withdrawn:
            raise PitchGone
        votes = ballot.votes.filter(pitch__withdrawn_at=None)
        own_vote = ballot.votes.filter(pitch=current).first()
        if own_vote is not None:
            return own_vote
        if votes.count() >= current.edition.votes_each:
            raise NoVoteLeft
        return PitchVote.objects.create(
            ballot=ballot, pitch=current, voted_at=now or timezone.now()
        )


def take_vote_back(*, by: Person, pitch: Pitch) -> None:
    """Withdraws a vote from a pitch; has no effect if there is none.

    Raises:
        NotAllowed: `by` has no account.
        NotTakingVotes: votes are not open.
    """
    by.require("network.take_part", pitch.edition)
    with transaction.atomic():
        ballot = _locked_ballot(by, pitch.edition)
        if WebSchoolEdition.objects.get(pk=pitch.edition_id).status != Status.VOTING:
            raise NotTakingVotes
        ballot.votes.filter(pitch=pitch).delete()


def votes_left(person: Person, edition: WebSchoolEdition) -> int:
    """Returns the number of votes that a person can still give; votes for withdrawn pitches are
    given back.
    """
    votes = PitchVote.objects.filter(
        ballot__edition=edition, ballot__person=person, pitch__withdrawn_at=None
    ).count()
    return max(edition.votes_each - votes, 0)


def record_coming(*, by: Person, pitch: Pitch, now: datetime | None = None) -> PitchComing:
    """Records that a person comes to a pitch (« j’y serai »). Idempotent.

    Stores the version of the programme that they see, so that later changes are notified to them.

    Raises:
        NotAllowed: `by` has no account.
        PastEdition: it is over.
        PitchGone: it was withdrawn.
    """
    by.require("network.take_part", pitch.edition)
    with transaction.atomic():
        locked = _locked(pitch)
        if locked.edition.status in OVER:
            raise PastEdition
        coming, _is_new = PitchComing.objects.get_or_create(
            pitch=locked,
            person=by,
            defaults={
                "recorded_at": now or timezone.now(),
                "seen_version": locked.edition.version,
            },
        )
    return coming


def withdraw_coming(*, by: Person, pitch: Pitch) -> None:
    """Withdraws the statement that a person comes to a pitch (« j’y serai »).

    Raises:
        NotAllowed: `by` has no account.
        PastEdition: it is over.
    """
    by.require("network.take_part", pitch.edition)
    if pitch.edition.status in OVER:
        raise PastEdition
    PitchComing.objects.filter(pitch=pitch, person=by).delete()


def offer_to_lead(
    *, by: Person, pitch: Pitch, words: str = "", now: datetime | None = None
) -> LeadOffer:
    """Records a person's offer to lead a requested session (« je peux animer »); calling it again
    replaces its words.

    Raises:
        NotAllowed: `by` has no account.
        NothingToLead: the pitch is a proposal, or another person leads it already.
        PastEdition: it is over.
        PitchGone: it was withdrawn.
    """
    by.require("network.take_part", pitch.edition)
    with transaction.atomic():
        locked = _locked(pitch)
        if locked.edition.status in OVER:
            raise PastEdition
        other_offers = locked.lead_offers.exclude(person=by)
        if locked.is_offer or other_offers.filter(accepted_at__isnull=False).exists():
            raise NothingToLead
        offer, _is_new = LeadOffer.objects.update_or_create(
            pitch=locked,
            person=by,
            defaults={"words": words},
            create_defaults={"words": words, "offered_at": now or timezone.now()},
        )
    return offer


def accept_lead(*, by: Person, offer: LeadOffer, now: datetime | None = None) -> LeadOffer:
    """Accepts an offer to lead a requested session, and notifies its author. Idempotent.

    Raises:
        NotAllowed: the pitch is neither theirs nor of an edition that they manage.
        NothingToLead: somebody else leads it already.
        PitchGone: it was withdrawn.
    """
    by.require("network.change_pitch", offer.pitch)
    with transaction.atomic():
        edition = locked_edition(offer.pitch.edition)
        pitch = _locked(offer.pitch)
        locked = pitch.lead_offers.select_related("person").get(pk=offer.pk)
        if locked.accepted_at is not None:
            return locked
        if pitch.lead_offers.filter(accepted_at__isnull=False).exists():
            raise NothingToLead
        locked.accepted_at = now or timezone.now()
        locked.save(update_fields=["accepted_at"])
        touch_programme(edition)
        notify_leader(locked)
    return locked


def _locked_ballot(person: Person, edition: WebSchoolEdition) -> Ballot:
    """Returns a person's ballot, locked so that it is not counted until the end of the
    transaction."""
    ballot, _is_new = Ballot.objects.get_or_create(edition=edition, person=person)
    return lock_rows(Ballot.objects.all()).get(pk=ballot.pk)


def _locked(pitch: Pitch, *, gone_too: bool = False) -> Pitch:
    """Returns the current row of a pitch, locked.

    Raises:
        PitchGone: it was withdrawn, and `gone_too` is not set.
    """
    # The edition is read afterwards, in another statement: read with the row, it would be as it was
    # before the wait for the lock.
    locked = lock_row(pitch)
    if locked.is_withdrawn and not gone_too:
        raise PitchGone
    return locked
