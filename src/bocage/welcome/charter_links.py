"""The signed address by which an elected person reads and signs the charter without signing in.

It names a person and a commune, and works as long as the mandate lasts, read at each visit.
"""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from bocage.foundation.signed_links import SignedLink
from bocage.foundation.signed_texts import UnknownLink
from bocage.people.acting import person_of_mail
from bocage.people.models import Person
from bocage.territory.models import Commune, resolve_commune
from bocage.welcome.errors.charters import CharterLinkOver

LINK = SignedLink("welcome.sign_charter", good_for=timedelta(days=200))


def charter_token(person_id: UUID, commune_code: str) -> str:
    """What the address carries."""
    return LINK.token(person_id, commune_code)


def charter_url(person_id: UUID, commune_code: str, language: str = "fr") -> str:
    """The whole address, for a mail."""
    token = charter_token(person_id, commune_code)
    return LINK.url("charter_sign_signed", token, language=language)


def read_charter_link(token: str) -> tuple[Person, Commune]:
    """Who signs, for which commune of today; changes nothing.

    Raises:
        UnknownLink: it was cut, changed, or never ours.
        ExpiredLink: it is too old.
        CharterLinkOver: the person is not elected there today.
    """
    key, code = LINK.read(token)
    person = person_of_mail(key)
    commune = resolve_commune(code)
    if person is None or commune is None:
        raise UnknownLink
    if not person.has_perm("welcome.sign_charter", commune):
        raise CharterLinkOver
    return person, commune
