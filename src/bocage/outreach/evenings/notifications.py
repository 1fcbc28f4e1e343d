"""Who is invited to an evening, and what they are told, in the transaction of the operation."""

from typing import Any

from bocage.foundation.mail import send_mail
from bocage.outreach.evenings.formatting import facts_of
from bocage.outreach.evenings.mails import (
    ClubGuestAsked,
    ClubGuestMail,
    ClubGuestTold,
    EveningInvites,
)
from bocage.outreach.evenings.models.evenings import CityEvening
from bocage.outreach.evenings.models.people import EveningInvitation
from bocage.people.mailing import write_to


def tell_guests(evening: CityEvening, **said: str) -> None:
    """Mails the members of the club who accepted an invitation: `left` is the former time and place
    of an evening that has moved, `reason` why it is called off.
    """
    coming = evening.invitations.filter(person__isnull=False, answer=EveningInvitation.Answer.YES)
    for guest in coming.select_related("person"):
        guest.evening = evening
        _tell_guest(guest, ClubGuestTold, **said)


def invite(invitation: EveningInvitation) -> None:
    """Mails an invitation to a prospect or to a member of the club; the caller checks that it is
    allowed.
    """
    prospect = invitation.prospect
    if prospect is None:
        _tell_guest(invitation, ClubGuestAsked)
        return
    mail = EveningInvites(
        event=facts_of(invitation.evening),
        invitation_id=invitation.pk,
        prospect_id=prospect.pk,
        email=prospect.email,
    )
    send_mail(mail, to=prospect.email, language=prospect.language)


def _tell_guest(invitation: EveningInvitation, mail: type[ClubGuestMail], **said: Any) -> None:
    person = invitation.person
    if person is None or not person.is_active:
        return
    told = mail(event=facts_of(invitation.evening), invitation_id=invitation.pk, **said)
    write_to(person, told)
