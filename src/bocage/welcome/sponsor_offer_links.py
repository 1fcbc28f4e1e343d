"""The signed address by which somebody of a town hall names a sponsor without signing in.

It names a person and a commune, and works for ninety days, as the other answers about sponsors,
as long as the person may name somebody there, read at each visit. It shows nothing of anybody.
"""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from bocage.foundation.signed_links import SignedLink
from bocage.foundation.signed_texts import UnknownLink
from bocage.people.acting import person_of_mail
from bocage.people.models import Person
from bocage.territory.models import Commune, resolve_commune
from bocage.welcome.errors.sponsors import OfferLinkOver

LINK = SignedLink("welcome.offer_sponsor", good_for=timedelta(days=90))


def sponsor_offer_token(person_id: UUID, commune_code: str) -> str:
    """What the address carries."""
    return LINK.token(person_id, commune_code)


def sponsor_offer_url(person_id: UUID, commune_code: str, language: str = "fr") -> str:
    """The whole address, for a mail."""
    token = sponsor_offer_token(person_id, commune_code)
    return LINK.url("sponsor_offer_signed", token, language=language)


def read_sponsor_offer_link(token: str) -> tuple[Person, Commune]:
    """Who names somebody, and for which commune of today; changes nothing.

    Raises:
        UnknownLink: it was cut, changed, or never ours.
        ExpiredLink: it is more than ninety days old.
        OfferLinkOver: the person holds no mandate there today.
    """
    key, code = LINK.read(token)
    person = person_of_mail(key)
    commune = resolve_commune(code)
    if person is None or commune is None:
        raise UnknownLink
    if not person.has_perm("welcome.offer_sponsor", commune):
        raise OfferLinkOver
    return person, commune
