"""Holders of saved searches: a person, or an address without an account.

A holder without an account acts through a signed address, which only mails to that mailbox carry.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils import translation

from bocage.foundation.db.advisory_locks import take_advisory_lock
from bocage.foundation.http.signed_texts import read_signed
from bocage.housing.searches.models import SavedSearch
from bocage.housing.searches.querysets import SavedSearchQuerySet
from bocage.people.models import Person

SALT = "bocage.housing.searches_of_an_address"
GOOD_FOR = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class AddressHolder:
    """Holder without an account, who reads the mailbox of `email`."""

    email: str


Holder = Person | AddressHolder


def searches_of(holder: Holder) -> SavedSearchQuerySet:
    """Returns every search of a holder, stopped ones too."""
    if isinstance(holder, Person):
        return SavedSearch.objects.filter(person=holder)
    return SavedSearch.objects.filter(person=None, email=holder.email)


def can_change(holder: Holder, search: SavedSearch) -> bool:
    """Checks whether the holder may change the search."""
    if isinstance(holder, Person):
        return holder.has_perm("housing.manage_search", search)
    return search.person_id is None and bool(search.email) and search.email == holder.email


def holder_of(search: SavedSearch) -> Holder:
    """Returns the holder of a search; reads the person where there is one."""
    return search.person or AddressHolder(search.email)


def lock_searches_of(holder: Holder) -> None:
    """Takes the advisory lock under which the searches of a holder are counted and added, until the
    transaction ends.
    """
    key = str(holder.pk) if isinstance(holder, Person) else holder.email
    take_advisory_lock(f"housing.searches:{key}")


def token_of(email: str) -> str:
    """Returns the signed token of the page of an address's searches."""
    return signing.dumps({"email": email}, salt=SALT, compress=True)


def address_page_url(email: str, language: str) -> str:
    """Returns the absolute address of the page of an address's searches, for a mail to this mailbox
    alone.
    """
    with translation.override(language):
        path = reverse("address_searches", args=[token_of(email)])
    return f"{settings.BOCAGE.public_url}{path}"


def holder_of_token(token: str) -> AddressHolder:
    """Returns the holder to whom a signed address was sent.

    Raises:
        UnknownLink: it was truncated, altered, or never issued.
        ExpiredLink: it was sent more than a year ago.
    """
    signed = read_signed(token, salt=SALT, good_for=GOOD_FOR)
    return AddressHolder(str(signed["email"]))
