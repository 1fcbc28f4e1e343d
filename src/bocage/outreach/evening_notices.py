"""Who is told what about an evening, in the transaction of the operation."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from bocage.foundation.mail import send_mail
from bocage.outreach.evening_words import EveningFacts
from bocage.outreach.mails.evenings import (
    ClubGuestAsked,
    ClubGuestMail,
    ClubGuestTold,
    ConfirmEvening,
    EveningHasMoved,
    EveningInvites,
    EveningIsOff,
    EveningLeft,
    EveningSeat,
    EveningSeatGiven,
    EveningThanks,
    EveningTomorrow,
    EveningWaits,
    RegistrationMail,
)
from bocage.outreach.models import CityEvening, EveningInvitation, EveningRegistration
from bocage.people.mailing import write_to


def ask_to_confirm(registration: EveningRegistration) -> None:
    _tell(registration, ConfirmEvening)


def tell_registered(registration: EveningRegistration) -> None:
    """Of the seat, or that they wait for one."""
    is_waiting = registration.state == EveningRegistration.State.WAITING
    _tell(registration, EveningWaits if is_waiting else EveningSeat)


def tell_seat_given(registration: EveningRegistration) -> None:
    _tell(registration, EveningSeatGiven)


def tell_left(registration: EveningRegistration) -> None:
    _tell(registration, EveningLeft)


def remind(registration: EveningRegistration) -> None:
    _tell(registration, EveningTomorrow)


def thank(registration: EveningRegistration, message: str) -> None:
    _tell(registration, EveningThanks, message=message)


def tell_moved(evening: CityEvening, left: str) -> None:
    """To those who come, to those who wait, and to the guests of the club who said yes."""
    for registration in evening.registrations.standing().order_by("confirmed_at", "pk"):
        registration.evening = evening
        _tell(registration, EveningHasMoved, left=left)
    for guest in _coming_guests(evening):
        _tell_guest(guest, ClubGuestTold, left=left)


def tell_off(evening: CityEvening, registrations: Iterable[EveningRegistration]) -> None:
    """To those who came or waited, and to the guests of the club who had said yes."""
    for registration in registrations:
        _tell(registration, EveningIsOff, reason=evening.call_off_reason)
    for guest in _coming_guests(evening):
        _tell_guest(guest, ClubGuestTold, reason=evening.call_off_reason)


def invite(invitation: EveningInvitation) -> None:
    """Writes to a prospect or to a guest of the club; whether one may is asked before."""
    prospect = invitation.prospect
    if prospect is None:
        _tell_guest(invitation, ClubGuestAsked)
        return
    mail = EveningInvites(
        evening=EveningFacts.of(invitation.evening),
        invitation_id=invitation.pk,
        prospect_id=prospect.pk,
        email=prospect.email,
    )
    send_mail(mail, to=prospect.email, language=prospect.language)


def _coming_guests(evening: CityEvening) -> list[EveningInvitation]:
    guests = evening.invitations.filter(
        person__isnull=False, answer=EveningInvitation.Answer.YES
    ).select_related("person")
    for guest in guests:
        guest.evening = evening
    return list(guests)


def _tell_guest(invitation: EveningInvitation, mail: type[ClubGuestMail], **said: Any) -> None:
    person = invitation.person
    if person is None or not person.is_active:
        return
    told = mail(evening=EveningFacts.of(invitation.evening), invitation_id=invitation.pk, **said)
    write_to(person, told)


def _tell(registration: EveningRegistration, mail: type[RegistrationMail], **said: Any) -> None:
    if not registration.email:
        return  # Who walked in left no address, or it is forgotten.
    told = mail(
        evening=EveningFacts.of(registration.evening),
        registration_id=registration.pk,
        name=registration.name,
        email=registration.email,
        people=registration.people,
        version=registration.sequence,
        **said,
    )
    send_mail(told, to=registration.email, language=registration.language)
