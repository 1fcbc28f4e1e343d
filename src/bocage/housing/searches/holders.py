"""Whose a saved search is: a person's, or an address's where there is no account.

Who has no account acts through a signed address, which only mails to that mailbox carry.
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
    """Somebody without an account, who reads the mailbox of `email`."""

    email: str


Holder = Person | AddressHolder


def searches_of(holder: Holder) -> SavedSearchQuerySet:
    """Every search of somebody, stopped ones too."""
    if isinstance(holder, Person):
        return SavedSearch.objects.filter(person=holder)
    return SavedSearch.objects.filter(person=None, email=holder.email)


def keeps(holder: Holder, search: SavedSearch) -> bool:
    """Whether the search is this holder's to change."""
    if isinstance(holder, Person):
        return holder.has_perm("housing.keep_search", search)
    return search.person_id is None and bool(search.email) and search.email == holder.email


def holder_of(search: SavedSearch) -> Holder:
    """Whose search it is; reads the person where there is one."""
    return search.person or AddressHolder(search.email)


def lock_searches_of(holder: Holder) -> None:
    """Has whoever counts or adds searches of this holder wait, until the transaction ends."""
    key = str(holder.pk) if isinstance(holder, Person) else holder.email
    take_advisory_lock(f"housing.searches:{key}")


def token_of(email: str) -> str:
    """What the address of the page of an address's searches carries."""
    return signing.dumps({"email": email}, salt=SALT, compress=True)


def address_page_url(email: str, language: str) -> str:
    """The whole address of that page, for a mail to this mailbox alone."""
    with translation.override(language):
        path = reverse("address_searches", args=[token_of(email)])
    return f"{settings.BOCAGE.public_url}{path}"


def holder_of_token(token: str) -> AddressHolder:
    """Whoever a signed address was sent to.

    Raises:
        UnknownLink: it was cut, changed, or never ours.
        ExpiredLink: it was sent more than a year ago.
    """
    signed = read_signed(token, salt=SALT, good_for=GOOD_FOR)
    return AddressHolder(str(signed["email"]))
