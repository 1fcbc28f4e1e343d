"""Ceremony as a calendar event for the guests (iCalendar)."""

from datetime import timedelta
from uuid import UUID

from django.utils.translation import gettext as _

from bocage.foundation.files.calendars import CalendarEvent, Method, Party, invitation
from bocage.foundation.formatting.grammar import of_name
from bocage.foundation.mail import page_url, sender_address
from bocage.people.models import Person
from bocage.welcome.ceremonies.formatting import CeremonyFacts
from bocage.welcome.ceremonies.models import CeremonyGuest

LASTS = timedelta(hours=2)
"""Duration of the calendar event: the commune gives the start of a ceremony, not its end."""


def calendar_file(
    ceremony: CeremonyFacts, *, guest_id: UUID, attendee: Party, method: Method = "REQUEST"
) -> bytes:
    """Returns the calendar event of a ceremony, to be added, updated or removed, in the active
    language.
    """
    words = {"of_commune": of_name(ceremony.commune_name), "commune": ceremony.commune_name}
    sender = sender_address()
    return invitation(
        CalendarEvent(
            uid=f"{ceremony.ceremony_id}@ceremonie.bocage",
            sequence=ceremony.sequence,
            start=ceremony.starts_at,
            end=ceremony.starts_at + LASTS,
            summary=_("Cérémonie d’accueil %(of_commune)s") % words,
            description="\n\n".join(filter(None, [ceremony.words, ceremony.contact])),
            location=", ".join([ceremony.place, ceremony.commune_name]),
            url=page_url("ceremony_answer", guest_id),
        ),
        organizer=Party(email=sender, name=_("Mairie %(of_commune)s") % words),
        attendee=attendee,
        method=method,
    )


def calendar_of(guest: CeremonyGuest, person: Person) -> bytes:
    """Returns the current calendar event for an adult of an invited household: a cancellation once
    the ceremony is called off.
    """
    ceremony = guest.ceremony
    return calendar_file(
        CeremonyFacts.of(ceremony),
        guest_id=guest.pk,
        attendee=Party(email=person.email, name=person.name, has_accepted=guest.comes),
        method="CANCEL" if ceremony.status == ceremony.Status.CALLED_OFF else "REQUEST",
    )
