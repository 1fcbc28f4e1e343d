"""The signed address with which a person of a town hall tells a home without signing in.

It names a person and a commune, and works as long as they hold a mandate there: the mandate is
read at each visit. It shows nothing of anybody: whoever finds it can only tell a home, in the
name of that person, who sees it and can close it (docs/decisions/housing-leads.md).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils import translation

from bocage.foundation.row_security import read_for
from bocage.foundation.signed_texts import UnknownLink, read_signed, refused_link
from bocage.housing.lead_errors import LinkWithoutMandate
from bocage.housing.policies import OF_THE_TOWN_HALL
from bocage.people.acting import person_of_mail
from bocage.people.models import Person
from bocage.people.policies import holds
from bocage.territory.models import Commune

SALT = "bocage.housing.tell_lead"
GOOD_FOR = timedelta(days=400)
"""More than a year: the mail of last winter, found again, still works."""


@dataclass(frozen=True, kw_only=True)
class TellingLink:
    """Who tells, and where."""

    person: Person
    commune: Commune


def telling_token(person_id: UUID, commune_code: str) -> str:
    """What the address carries."""
    return signing.dumps([str(person_id), commune_code], salt=SALT)


def telling_url(person_id: UUID, commune_code: str, language: str = "fr") -> str:
    """The whole address, for a mail."""
    with translation.override(language):
        path = reverse("lead_tell_signed", args=[telling_token(person_id, commune_code)])
    url: str = settings.BOCAGE.public_url + path
    return url


def read_telling_link(token: str) -> TellingLink:
    """Who tells and where; changes nothing.

    Raises:
        UnknownLink: it was cut, changed, or never ours.
        ExpiredLink: it is more than a year old.
        LinkWithoutMandate: the person holds no mandate of this town hall today.
    """
    signed = read_signed(token, salt=SALT, good_for=GOOD_FOR)
    try:
        key, code = signed
        person_id = UUID(key)
    except ValueError as bad:
        raise refused_link(SALT) from bad
    person = person_of_mail(person_id)
    commune = Commune.objects.select_related("departement", "epci").filter(pk=code).first()
    if commune is None:
        raise UnknownLink
    if person is None or not holds(person, OF_THE_TOWN_HALL, commune):
        raise LinkWithoutMandate
    read_for(person.pk)
    return TellingLink(person=person, commune=commune)
