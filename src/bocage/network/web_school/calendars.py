"""iCalendar feeds of an edition: the whole programme, or one person's sessions."""

from datetime import datetime
from uuid import UUID

from django.core import signing
from django.db.models import Q
from django.utils.translation import gettext as _

from bocage.foundation.files.calendars import CalendarEvent, calendar_feed
from bocage.foundation.http.signed_texts import UnknownLink, read_signed
from bocage.foundation.mail import page_url
from bocage.network.web_school.models.editions import WebSchoolEdition
from bocage.network.web_school.models.pitches import Pitch
from bocage.network.web_school.presentation import SessionItem, public_lines, session_items
from bocage.people.models import Person
from bocage.people.signed_in import person_of_mail

SALT = "bocage.network.web_school_calendar"


def programme_calendar(edition: WebSchoolEdition, now: datetime) -> bytes:
    """Returns the calendar of the whole public programme."""
    sessions = session_items(edition, public_lines(edition, now))
    return calendar_feed(_events(edition, sessions), name=edition.name)


def own_calendar(edition: WebSchoolEdition, person: Person, now: datetime) -> bytes:
    """Returns the calendar of the sessions that a person leads or comes to."""
    own_pitches = set(map(str, pitches_of(person, edition)))
    lines = [
        line
        for line in public_lines(edition, now)
        if line["pitch"] in own_pitches or str(person.pk) in line["leaders"]
    ]
    name = _("Mes ateliers : %(edition)s") % {"edition": edition.name}
    return calendar_feed(_events(edition, session_items(edition, lines)), name=name)


def pitches_of(person: Person, edition: WebSchoolEdition) -> list[object]:
    """Returns the keys of the pitches of an edition that a person comes to."""
    coming = Pitch.objects.filter(edition=edition).filter(Q(comings__person=person))
    return list(coming.values_list("pk", flat=True))


def calendar_token(person: Person, edition: WebSchoolEdition) -> str:
    """Returns a signed token that gives calendar programs, which are not signed in, access to a
    person's sessions of an edition.
    """
    return signing.dumps([str(person.pk), str(edition.pk)], salt=SALT)


def person_of_token(token: str, edition: WebSchoolEdition) -> Person | None:
    """Returns the person whose calendar a token opens, or None if the token is invalid."""
    try:
        person, of_edition = read_signed(token, salt=SALT)
    except UnknownLink:
        return None
    if of_edition != str(edition.pk):
        return None
    return person_of_mail(UUID(person))


def _events(edition: WebSchoolEdition, sessions: list[SessionItem]) -> list[CalendarEvent]:
    return [
        CalendarEvent(
            uid=f"{session.line['pitch'] or session.line['session']}@ecole-du-web.bocage",
            sequence=edition.version,
            start=session.starts_at,
            end=session.ends_at,
            summary=session.line["title"],
            description=session.leaders,
            location=session.room_label,
            url=page_url("session_detail", edition.slug, session.line["session"]),
            written_at=edition.created_at,
        )
        for session in sessions
    ]
