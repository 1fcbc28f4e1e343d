"""The signed addresses by which a town hall picks a date, and a household answers in full,
without signing in.

The first names a person and a commune, and works as long as the person holds a mandate there,
read at each visit; it shows nothing of anybody. The second names a household's adult and the
invitation.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from bocage.foundation.signed_actions import NoLongerPossible
from bocage.foundation.signed_links import SignedLink
from bocage.foundation.signed_texts import UnknownLink
from bocage.people.acting import person_of_mail
from bocage.people.models import Person
from bocage.territory.models import Commune, resolve_commune
from bocage.welcome.errors.ceremonies import LinkWithoutMandate
from bocage.welcome.models import CeremonyGuest

PLANNING = SignedLink("welcome.plan_ceremony", good_for=timedelta(days=400))
ANSWER = SignedLink("welcome.answer_ceremony", good_for=timedelta(days=200))


@dataclass(frozen=True, kw_only=True)
class PlanningLink:
    """Who picks a date, and for which commune of today."""

    person: Person
    commune: Commune


def planning_token(person_id: UUID, commune_code: str) -> str:
    """What the address where a town hall picks a date carries."""
    return PLANNING.token(person_id, commune_code)


def planning_url(person_id: UUID, commune_code: str, language: str = "fr") -> str:
    """The whole address where somebody of a town hall picks a date, for a mail."""
    token = planning_token(person_id, commune_code)
    return PLANNING.url("ceremony_plan_signed", token, language=language)


def read_planning_link(token: str) -> PlanningLink:
    """Who picks a date, and where; changes nothing.

    Raises:
        UnknownLink: it was cut, changed, or never ours.
        ExpiredLink: it is more than a year old.
        LinkWithoutMandate: the person holds no mandate there today.
    """
    person_id, code = PLANNING.read(token)
    person = person_of_mail(person_id)
    commune = resolve_commune(code)
    if person is None or commune is None:
        raise UnknownLink
    if not person.has_perm("welcome.plan_ceremony", commune):
        raise LinkWithoutMandate
    return PlanningLink(person=person, commune=commune)


def answer_token(person_id: UUID, guest_id: UUID) -> str:
    """What the address of a household's answer carries."""
    return ANSWER.token(person_id, guest_id)


def answer_url(person_id: UUID, guest_id: UUID, language: str = "fr") -> str:
    """The whole address where a household answers in full, for a mail."""
    token = answer_token(person_id, guest_id)
    return ANSWER.url("ceremony_answer_signed", token, language=language)


def read_answer_link(token: str) -> tuple[Person, CeremonyGuest]:
    """Who answers which invitation; changes nothing.

    Raises:
        UnknownLink, ExpiredLink: as above.
        NoLongerPossible: the household is gone, or the person is no longer of it.
    """
    person_id, key = ANSWER.read(token)
    person = person_of_mail(person_id)
    guest = (
        CeremonyGuest.objects.select_related("ceremony__commune", "project")
        .filter(pk=UUID(key))
        .first()
    )
    if person is None or guest is None or not person.has_perm("welcome.answer_ceremony", guest):
        raise NoLongerPossible
    return person, guest
