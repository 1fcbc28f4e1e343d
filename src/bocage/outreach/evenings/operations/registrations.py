"""Registrations to evenings: requested on the page, or by one click on an invitation.

Each operation locks the evening, then the prospect, then the registration. The database counts the
seats and rejects an extra one, which goes on the waiting list. All are idempotent.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from bocage.foundation.http.signed_actions import NoLongerPossible
from bocage.outreach.campaigns.models import TrackedLink
from bocage.outreach.evenings.models.evenings import CityEvening
from bocage.outreach.evenings.models.people import EveningInvitation, EveningRegistration
from bocage.outreach.evenings.operations.meetings import meet_registered
from bocage.outreach.prospects.errors import NotAnAddress
from bocage.outreach.prospects.models.prospects import Prospect
from bocage.outreach.prospects.operations.prospects import one_line, surviving_record
from bocage.people.addresses import normalise_address
from bocage.people.limits import Limit, count_attempt
from bocage.registrations.operations.registrations import (
    ask_to_register,
    check_together,
    leave_event,
)
from bocage.registrations.operations.seats import lock_event, seat

BY_ADDRESS = Limit(action="outreach.evening.address", amount=5, window=timedelta(days=1))


@dataclass(frozen=True, kw_only=True)
class Coming:
    """Answers of a person who requests a seat at an evening."""

    name: str
    email: str
    people: int = 1
    language: str = "fr"
    purposes: tuple[str, ...] = ()
    """Other purposes that they agree to, named as in `consent_words`."""
    link: TrackedLink | None = None
    seen_sequence: int | None = None
    """The version of the evening that they read."""


def ask_to_come(*, evening: CityEvening, coming: Coming, now: datetime | None = None) -> None:
    """Stores a request to come to an evening, and mails its address to confirm it. The outcome does
    not reveal who is registered: a registered address is mailed again, and its owner sees the
    current registration.

    Raises:
        EveningClosed: it is not open, was called off, or is over.
        EveningMovedMeanwhile: its time or place differs from what they read.
        TooManyAtOnce: too many people come together.
        NotAnAddress: the email address is not valid.
        TooManyAttempts: this address was typed too often today.
    """
    now = now or timezone.now()
    check_together(evening, coming.people)
    email = _address(coming.email)
    count_attempt(BY_ADDRESS, f"{evening.pk}:{email}", now=now)
    ask_to_register(
        event=evening,
        email=email,
        seen_sequence=coming.seen_sequence,
        now=now,
        name=one_line(coming.name, "name") or email,
        people=coming.people,
        language=coming.language,
        purposes=list(coming.purposes),
        link=coming.link,
    )


def come_by_invitation(
    *, invitation: EveningInvitation, now: datetime | None = None
) -> EveningRegistration:
    """Registers an invited prospect in one click, with a seat or on the waiting list; the click
    proves their mailbox.

    Raises:
        NoLongerPossible: they were erased, or the evening no longer accepts registrations.
    """
    now = now or timezone.now()
    with transaction.atomic():
        evening = lock_event(CityEvening(pk=invitation.evening_id))
        prospect = _invited_prospect(invitation)
        _note_answer(invitation, EveningInvitation.Answer.YES, now)
        registrations = evening.registrations.not_cancelled()
        registration = registrations.filter(email=prospect.email).first()
        if registration is not None and registration.is_active:
            registration.event = evening
            return registration
        if not evening.takes_registrations(now):
            raise NoLongerPossible
        registration = registration or EveningRegistration(
            email=prospect.email, name=prospect.name or prospect.email, requested_at=now
        )
        registration.event, registration.link = evening, evening.link
        registration.language = prospect.language
        registration.prospect = meet_registered(registration, now=now)
        seat(registration, now)
    return registration


def answer_as_guest(
    *, invitation: EveningInvitation, answer: str, now: datetime | None = None
) -> EveningInvitation:
    """Records whether a member of the club comes as a guest; they take no seat, and may change
    their answer.

    Raises:
        NoLongerPossible: the evening is over or called off.
    """
    now = now or timezone.now()
    with transaction.atomic():
        evening = lock_event(CityEvening(pk=invitation.evening_id))
        if evening.status == CityEvening.Status.CALLED_OFF or evening.ends_at <= now:
            raise NoLongerPossible
        return _note_answer(invitation, EveningInvitation.Answer(answer), now)


def decline_invitation(
    *, invitation: EveningInvitation, now: datetime | None = None
) -> EveningInvitation:
    """Records that an invited prospect does not come; a seat that they had goes to the waiting
    list.

    Raises:
        NoLongerPossible: the evening is over or called off.
    """
    now = now or timezone.now()
    answered = answer_as_guest(
        invitation=invitation, answer=EveningInvitation.Answer.NO.value, now=now
    )
    prospect = invitation.prospect
    active = EveningRegistration.objects.active().filter(
        event=invitation.evening_id, prospect=prospect, prospect__isnull=False
    )
    for registration in active:
        leave_event(by=None, registration=registration, now=now)
    return answered


def _invited_prospect(invitation: EveningInvitation) -> Prospect:
    """Raises: NoLongerPossible: they were erased meanwhile."""
    record = Prospect.objects.filter(evening_invitations=invitation).first()
    prospect = surviving_record(record) if record is not None else None
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
