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

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils import translation

from bocage.foundation.signed_actions import ExpiredLink, NoLongerPossible, UnknownLink
from bocage.people.models import Person
from bocage.territory.models import Commune, resolve_commune
from bocage.welcome.errors.ceremonies import LinkWithoutMandate
from bocage.welcome.models import CeremonyGuest

PLANNING_SALT = "bocage.welcome.plan_ceremony"
ANSWER_SALT = "bocage.welcome.answer_ceremony"
PLANNING_GOOD_FOR = timedelta(days=400)
ANSWER_GOOD_FOR = timedelta(days=200)


@dataclass(frozen=True, kw_only=True)
class PlanningLink:
    """Who picks a date, and for which commune of today."""

    person: Person
    commune: Commune


def planning_token(person_id: UUID, commune_code: str) -> str:
    """What the address where a town hall picks a date carries."""
    return signing.dumps([str(person_id), commune_code], salt=PLANNING_SALT)


def planning_url(person_id: UUID, commune_code: str, language: str = "fr") -> str:
    """The whole address where somebody of a town hall picks a date, for a mail."""
    return _whole("ceremony_plan_signed", planning_token(person_id, commune_code), language)


def read_planning_link(token: str) -> PlanningLink:
    """Who picks a date, and where; changes nothing.

    Raises:
        UnknownLink: it was cut, changed, or never ours.
        ExpiredLink: it is more than a year old.
        LinkWithoutMandate: the person holds no mandate there today.
    """
    person, code = _read(token, PLANNING_SALT, PLANNING_GOOD_FOR)
    commune = resolve_commune(code)
    if person is None or commune is None:
        raise UnknownLink
    if not person.has_perm("welcome.plan_ceremony", commune):
        raise LinkWithoutMandate
    return PlanningLink(person=person, commune=commune)


def answer_token(person_id: UUID, guest_id: UUID) -> str:
    """What the address of a household's answer carries."""
    return signing.dumps([str(person_id), str(guest_id)], salt=ANSWER_SALT)


def answer_url(person_id: UUID, guest_id: UUID, language: str = "fr") -> str:
    """The whole address where a household answers in full, for a mail."""
    return _whole("ceremony_answer_signed", answer_token(person_id, guest_id), language)


def read_answer_link(token: str) -> tuple[Person, CeremonyGuest]:
    """Who answers which invitation; changes nothing.

    Raises:
        UnknownLink, ExpiredLink: as above.
        NoLongerPossible: the household is gone, or the person is no longer of it.
    """
    person, key = _read(token, ANSWER_SALT, ANSWER_GOOD_FOR)
    guest = (
        CeremonyGuest.objects.select_related("ceremony__commune", "project")
        .filter(pk=UUID(key))
        .first()
    )
    if person is None or guest is None or not person.has_perm("welcome.answer_ceremony", guest):
        raise NoLongerPossible
    return person, guest


def _whole(url_name: str, token: str, language: str) -> str:
    with translation.override(language):
        path = reverse(url_name, args=[token])
    url: str = settings.BOCAGE.public_url + path
    return url


def _read(token: str, salt: str, good_for: timedelta) -> tuple[Person | None, str]:
    try:
        key, rest = signing.loads(token, salt=salt, max_age=good_for)
        person_id = UUID(key)
    except signing.SignatureExpired as expired:
        raise ExpiredLink from expired
    except (signing.BadSignature, ValueError) as bad:
        raise UnknownLink from bad
    return Person.objects.filter(pk=person_id, is_active=True).first(), str(rest)
