"""Invitations to evenings and notifications about them, in the operation's transaction."""

from typing import Any

from bocage.foundation.mail import send_mail
from bocage.outreach.evenings.formatting import facts_of
from bocage.outreach.evenings.mails import (
    ClubGuestChange,
    ClubGuestInvitation,
    ClubGuestMail,
    EveningInvites,
)
from bocage.outreach.evenings.models.evenings import CityEvening
from bocage.outreach.evenings.models.people import EveningInvitation
from bocage.people.mailing import write_to


def notify_guests(evening: CityEvening, **content: str) -> None:
    """Mails the members of the club who accepted an invitation: `former_place` is the time and
    place from which an evening has moved, `reason` why it is called off.
    """
    coming = evening.invitations.filter(person__isnull=False, answer=EveningInvitation.Answer.YES)
    for guest in coming.select_related("person"):
        guest.evening = evening
        _mail_guest(guest, ClubGuestChange, **content)


def invite(invitation: EveningInvitation) -> None:
    """Mails an invitation to a prospect or to a member of the club; the caller checks that it is
    allowed.
    """
    prospect = invitation.prospect
    if prospect is None:
        _mail_guest(invitation, ClubGuestInvitation)
        return
    mail = EveningInvites(
        event=facts_of(invitation.evening),
        invitation_id=invitation.pk,
        prospect_id=prospect.pk,
        email=prospect.email,
    )
    send_mail(mail, to=prospect.email, language=prospect.language)


def _mail_guest(invitation: EveningInvitation, mail: type[ClubGuestMail], **content: Any) -> None:
    person = invitation.person
    if person is None or not person.is_active:
        return
    message = mail(event=facts_of(invitation.evening), invitation_id=invitation.pk, **content)
    write_to(person, message)
