"""Who comes to an evening: asked on its page, confirmed from their mailbox, or by one click.

Each locks the evening, then the prospect, then the registration. The database counts the seats and
refuses one too many; whoever finds none waits. Done twice, each is harmless.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from bocage.foundation.errors import NotAllowed
from bocage.foundation.signed_actions import NoLongerPossible
from bocage.outreach import evening_notices
from bocage.outreach.errors.evenings import EveningClosed, EveningMovedMeanwhile, TooManyAtOnce
from bocage.outreach.errors.prospects import NotAnAddress
from bocage.outreach.models import (
    CityEvening,
    EveningInvitation,
    EveningRegistration,
    Prospect,
    TrackedLink,
)
from bocage.outreach.models.evening_people import MOST_TOGETHER
from bocage.outreach.operations.evening_meetings import meet_registered
from bocage.outreach.operations.evening_seats import fill, locked_evening, seat
from bocage.outreach.operations.prospects import one_line, standing_record
from bocage.people.addresses import normalise_address
from bocage.people.limits import Limit, count_attempt
from bocage.people.models import Person

BY_ADDRESS = Limit(action="outreach.evening.address", amount=5, window=timedelta(days=1))
State = EveningRegistration.State


@dataclass(frozen=True, kw_only=True)
class Coming:
    """What somebody says who would like to come."""

    name: str
    email: str
    people: int = 1
    language: str = "fr"
    purposes: tuple[str, ...] = ()
    """What they agree to besides, in the words of `consent_words`."""
    link: TrackedLink | None = None
    seen_sequence: int | None = None
    """The version of the evening that they read."""


def ask_to_come(*, evening: CityEvening, coming: Coming, now: datetime | None = None) -> None:
    """Keeps what somebody asks, and writes to their address to confirm it.

    What is answered says nothing of who is registered: an address that is there already is written
    to again, and its owner sees what stands.

    Raises:
        EveningClosed: it is not open, was called off, or is over.
        EveningMovedMeanwhile: it is not when and where they read.
        TooManyAtOnce: nobody comes alone with six others.
        NotAnAddress: no mail can go there.
        TooManyAttempts: this address was typed too often today.
    """
    now = now or timezone.now()
    if not 1 <= coming.people <= MOST_TOGETHER:
        raise TooManyAtOnce
    email = _address(coming.email)
    count_attempt(BY_ADDRESS, f"{evening.pk}:{email}", now=now)
    with transaction.atomic():
        locked = locked_evening(evening)
        if not locked.takes_registrations(now):
            raise EveningClosed
        if coming.seen_sequence is not None and coming.seen_sequence != locked.sequence:
            raise EveningMovedMeanwhile
        kept = locked.registrations.exclude(state=State.CANCELLED)
        registration = kept.filter(email=email).first()
        if registration is not None and registration.state != State.UNCONFIRMED:
            registration.evening = locked
            evening_notices.tell_registered(registration)
            return
        registration = registration or EveningRegistration(email=email, state=State.UNCONFIRMED)
        registration.evening, registration.asked_at = locked, now
        registration.name = one_line(coming.name, "name") or email
        registration.people, registration.language = coming.people, coming.language
        registration.purposes, registration.link = list(coming.purposes), coming.link
        registration.save()
        evening_notices.ask_to_confirm(registration)


def confirm_coming(*, registration_id: UUID, now: datetime | None = None) -> EveningRegistration:
    """The address is theirs: they have a seat, or wait for one. What they agreed to besides stands
    from now on, and who is a prospect was met once more.

    Raises:
        NoLongerPossible: it was forgotten or taken back, or the evening takes nobody any more.
    """
    now = now or timezone.now()
    with transaction.atomic():
        registration = in_hand(registration_id)
        if registration.is_standing:
            return registration
        if registration.state == State.CANCELLED or not registration.evening.takes_registrations(
            now
        ):
            raise NoLongerPossible
        registration.prospect = meet_registered(registration, now=now)
        registration.purposes = []
        seat(registration, now)
    return registration


def come_by_invitation(
    *, invitation: EveningInvitation, now: datetime | None = None
) -> EveningRegistration:
    """A prospect answers yes in one click: their mailbox is proven, they have a seat or wait.

    Raises:
        NoLongerPossible: they were erased, or the evening takes nobody any more.
    """
    now = now or timezone.now()
    with transaction.atomic():
        evening = locked_evening(CityEvening(pk=invitation.evening_id))
        prospect = _invited(invitation)
        _note_answer(invitation, EveningInvitation.Answer.YES, now)
        kept = evening.registrations.exclude(state=State.CANCELLED)
        registration = kept.filter(email=prospect.email).first()
        if registration is not None and registration.is_standing:
            registration.evening = evening
            return registration
        if not evening.takes_registrations(now):
            raise NoLongerPossible
        registration = registration or EveningRegistration(
            email=prospect.email, name=prospect.name or prospect.email, asked_at=now
        )
        registration.evening, registration.link = evening, evening.link
        registration.language = prospect.language
        registration.prospect = meet_registered(registration, now=now)
        seat(registration, now)
    return registration


def answer_as_guest(
    *, invitation: EveningInvitation, answer: str, now: datetime | None = None
) -> EveningInvitation:
    """A guest of the club says whether they come; they take no seat. They may change their mind.

    Raises:
        NoLongerPossible: the evening is over or called off.
    """
    now = now or timezone.now()
    with transaction.atomic():
        evening = locked_evening(CityEvening(pk=invitation.evening_id))
        if evening.status == CityEvening.Status.CALLED_OFF or evening.ends_at <= now:
            raise NoLongerPossible
        return _note_answer(invitation, EveningInvitation.Answer(answer), now)


def decline_invitation(
    *, invitation: EveningInvitation, now: datetime | None = None
) -> EveningInvitation:
    """A prospect does not come; where they had a seat, it goes to the first who waits.

    Raises:
        NoLongerPossible: the evening is over or called off.
    """
    now = now or timezone.now()
    answered = answer_as_guest(
        invitation=invitation, answer=EveningInvitation.Answer.NO.value, now=now
    )
    prospect = invitation.prospect
    standing = EveningRegistration.objects.standing().filter(
        evening=invitation.evening_id, prospect=prospect, prospect__isnull=False
    )
    for registration in standing:
        leave_evening(by=None, registration=registration, now=now)
    return answered


def leave_evening(
    *, by: Person | None, registration: EveningRegistration, now: datetime | None = None
) -> EveningRegistration:
    """They do not come: their seat goes to the first who waits. `by` is None where they answer by
    the link of their mail.

    Raises:
        NotAllowed: `by` does not run the evening.
        EveningClosed: it is over.
        NoLongerPossible: it was never confirmed, and is forgotten.
    """
    if by is not None and not by.has_perm("outreach.keep_evening", registration):
        raise NotAllowed
    now = now or timezone.now()
    with transaction.atomic():
        locked = in_hand(registration.pk)
        if locked.state == State.CANCELLED:
            return locked
        if not locked.evening.takes_registrations(now):
            raise EveningClosed
        was_standing = locked.is_standing
        locked.state, locked.cancelled_at, locked.arrived_at = State.CANCELLED, now, None
        locked.sequence += 1
        locked.save(update_fields=["state", "cancelled_at", "arrived_at", "sequence"])
        if was_standing:
            evening_notices.tell_left(locked)
        fill(locked.evening, now)
    return locked


def in_hand(registration_id: UUID) -> EveningRegistration:
    """A registration as it is now, under the lock of its evening.

    Raises:
        NoLongerPossible: it was never confirmed, and is forgotten.
    """
    found = EveningRegistration.objects.filter(pk=registration_id).first()
    if found is None:
        raise NoLongerPossible
    evening = locked_evening(CityEvening(pk=found.evening_id))
    fresh = EveningRegistration.objects.filter(pk=registration_id).first()
    if fresh is None:
        raise NoLongerPossible
    fresh.evening = evening
    return fresh


def _invited(invitation: EveningInvitation) -> Prospect:
    """Raises: NoLongerPossible: they were erased meanwhile."""
    found = Prospect.objects.filter(evening_invitations=invitation).first()
    prospect = standing_record(found) if found is not None else None
    if prospect is None or prospect.erased_at is not None or not prospect.email:
        raise NoLongerPossible
    return prospect


def _note_answer(
    invitation: EveningInvitation, answer: EveningInvitation.Answer, now: datetime
) -> EveningInvitation:
    EveningInvitation.objects.filter(pk=invitation.pk, state=EveningInvitation.State.SENT).update(
        answer=answer.value, answered_at=now
    )
    invitation.refresh_from_db()
    return invitation


def _address(text: str) -> str:
    try:
        return normalise_address(text)
    except ValidationError:
        raise NotAnAddress from None
