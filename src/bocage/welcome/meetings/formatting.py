"""Formatting of awareness meetings, and recipients in town halls."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Self
from uuid import UUID

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from bocage.foundation.formatting.grammar import people_words
from bocage.people.models import Mandate, Person, ScopeKind
from bocage.welcome.communes.town_halls import OF_THE_TOWN_HALL
from bocage.welcome.meetings.models import AwarenessMeeting, MeetingInvitation


@dataclass(frozen=True, kw_only=True)
class MeetingFacts:
    """Facts about a meeting that mails give."""

    meeting_id: UUID
    epci_name: str
    starts_at: datetime
    place: str
    words: str = ""

    @classmethod
    def of(cls, meeting: AwarenessMeeting) -> Self:
        return cls(
            meeting_id=meeting.pk,
            epci_name=meeting.epci.name,
            starts_at=meeting.starts_at,
            place=meeting.place,
            words=meeting.words,
        )


FEMININE = ("CC ", "CA ", "CU ", "Communauté ", "Métropole ")
"""Beginnings of the names of intercommunalités that take the article « la »."""


def the_epci(name: str) -> str:
    """Returns the name of an intercommunalité with its article in French, as « la CC des Sources de
    l’Orne »; the name alone in other languages.
    """
    in_french = (get_language() or "fr").startswith("fr")
    return f"la {name}" if in_french and name.startswith(FEMININE) else name


def town_halls(codes: Iterable[str]) -> dict[str, list[Person]]:
    """Maps the code of each commune to the people of its town hall today; one query. Communes
    without a known person are left out.
    """
    mandates = (
        Mandate.objects.in_force()
        .filter(
            role__in=OF_THE_TOWN_HALL,
            scope__kind=ScopeKind.COMMUNE,
            scope__commune__in=list(codes),
            person__is_active=True,
        )
        .select_related("person", "scope")
        .order_by("starts_on", "pk")
    )
    people_by_commune: dict[str, dict[UUID, Person]] = {}
    for mandate in mandates:
        people = people_by_commune.setdefault(str(mandate.scope.commune_id), {})
        people.setdefault(mandate.person_id, mandate.person)
    return {code: list(people.values()) for code, people in people_by_commune.items()}


def meeting_answer_words(invitation: MeetingInvitation) -> str:
    """Returns the answer of a commune in words, as « vient : 2 personnes », « ne vient pas », « à
    appeler ».
    """
    if invitation.comes:
        return _("vient : %(people)s") % {"people": people_words(invitation.people)}
    if invitation.answer == MeetingInvitation.Answer.NONE and invitation.invited_at is None:
        return _("à appeler")
    return str(invitation.get_answer_display())
