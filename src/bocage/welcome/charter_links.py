"""The signed address by which an elected person reads and signs the charter without signing in.

It names a person and a commune, and works as long as the mandate lasts, read at each visit.
"""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils import translation

from bocage.foundation.signed_actions import ExpiredLink, UnknownLink
from bocage.people.models import Person
from bocage.territory.models import Commune, resolve_commune
from bocage.welcome.errors.charters import CharterLinkOver

SALT = "bocage.welcome.sign_charter"
GOOD_FOR = timedelta(days=200)


def charter_token(person_id: UUID, commune_code: str) -> str:
    """What the address carries."""
    return signing.dumps([str(person_id), commune_code], salt=SALT)


def charter_url(person_id: UUID, commune_code: str, language: str = "fr") -> str:
    """The whole address, for a mail."""
    with translation.override(language):
        path = reverse("charter_sign_signed", args=[charter_token(person_id, commune_code)])
    url: str = settings.BOCAGE.public_url + path
    return url


def read_charter_link(token: str) -> tuple[Person, Commune]:
    """Who signs, for which commune of today; changes nothing.

    Raises:
        UnknownLink: it was cut, changed, or never ours.
        ExpiredLink: it is too old.
        CharterLinkOver: the person is not elected there today.
    """
    try:
        key, code = signing.loads(token, salt=SALT, max_age=GOOD_FOR)
        person_id = UUID(key)
    except signing.SignatureExpired as expired:
        raise ExpiredLink from expired
    except (signing.BadSignature, ValueError) as bad:
        raise UnknownLink from bad
    person = Person.objects.filter(pk=person_id, is_active=True).first()
    commune = resolve_commune(str(code))
    if person is None or commune is None:
        raise UnknownLink
    if not person.has_perm("welcome.sign_charter", commune):
        raise CharterLinkOver
    return person, commune
