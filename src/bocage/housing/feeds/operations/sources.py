"""Sources of listings, and the ways by which their deliveries come."""

from datetime import datetime
from hashlib import sha256
from hmac import compare_digest
from secrets import token_urlsafe
from typing import Any

from django.db import transaction
from django.utils import timezone

from bocage.foundation.db.constraints import refusing
from bocage.foundation.db.row_locks import lock_row
from bocage.foundation.events import publish
from bocage.foundation.forms.slugs import free_slug
from bocage.foundation.http.fetching import checked_address
from bocage.housing.feeds.errors import SourceExists
from bocage.housing.feeds.events import SourceDue
from bocage.housing.feeds.parsing.tables import MAPPED
from bocage.housing.market.models.sources import Source
from bocage.people.models import Person
from bocage.territory.models import Departement

SETTINGS = (
    *("name", "kind", "format", "contact_name", "contact_email", "contact_phone", "website"),
    *("fetch_address", "fetch_every_minutes", "quiet_after_hours"),
)
"""Fields of a source that a person sets; the others follow from its deliveries."""

LONGEST_SLUG = 80


def create_source(*, by: Person, departement: Departement, **values: Any) -> Source:
    """Creates a source in a département. `values` are among `SETTINGS`.

    Raises:
        NotAllowed: `by` coordinates nothing that covers the département.
        AddressNotAllowed: the address to read is not a public http(s) address.
    """
    by.require("housing.open_source", departement)
    source = Source(
        departement=departement,
        created_by=by,
        slug=free_slug(
            values["name"], Source.objects.all(), longest=LONGEST_SLUG - 6, default="source"
        ),
    )
    _set(source, values)
    with transaction.atomic():
        source.save(force_insert=True)
        if source.fetch_address:
            _fetch_soon(source)
    return source


def create_source_from_terminal(
    *, slug: str, departement: Departement, name: str, form: str
) -> Source:
    """Opens an agency's source for an administrator at the terminal.

    Raises:
        SourceExists: the slug is taken.
    """
    with refusing({"housing_source_slug_key": SourceExists}):
        return Source.objects.create(
            slug=slug, name=name, departement=departement, kind=Source.Kind.AGENCY, format=form
        )


def change_source(*, by: Person, source: Source, **values: Any) -> Source:
    """Changes the settings of a source. A new address to read is read at once.

    Raises:
        NotAllowed: `by` does not run the source.
        AddressNotAllowed: the address to read is not a public http(s) address.
    """
    with transaction.atomic():
        locked = _run_by(by, source)
        address = locked.fetch_address
        _set(locked, values)
        if locked.fetch_address != address:
            locked.etag = locked.last_modified = ""
            locked.fetch_failures, locked.next_fetch_at = 0, None
            if locked.fetch_address:
                _fetch_soon(locked)
        locked.save()
    return locked


def remember_mapping(*, by: Person, source: Source, mapping: dict[str, str]) -> Source:
    """Stores the mapping of columns to fields that a person confirmed; where it changed, the file
    published at the address of the source is read again with it.

    Raises:
        NotAllowed: `by` does not run the source.
    """
    with transaction.atomic():
        locked = _run_by(by, source)
        before = locked.column_mapping
        locked.column_mapping = {
            column[:120]: name for column, name in mapping.items() if name in MAPPED
        }
        locked.save(update_fields=["column_mapping"])
        if locked.column_mapping != before and locked.fetch_address:
            _fetch_soon(locked)
    return locked


def make_push_token(*, by: Person, source: Source, now: datetime | None = None) -> str:
    """Creates a secret for the push address, shown only this once; the previous one stops working.

    Raises:
        NotAllowed: `by` does not run the source.
    """
    token = token_urlsafe(32)
    with transaction.atomic():
        locked = _run_by(by, source)
        locked.push_token_digest = token_digest(token)
        locked.push_token_made_at = now or timezone.now()
        locked.save(update_fields=["push_token_digest", "push_token_made_at"])
    return token


def revoke_push_token(*, by: Person, source: Source) -> Source:
    """Closes the push address. Idempotent.

    Raises:
        NotAllowed: `by` does not run the source.
    """
    with transaction.atomic():
        locked = _run_by(by, source)
        locked.push_token_digest, locked.push_token_made_at = "", None
        locked.save(update_fields=["push_token_digest", "push_token_made_at"])
    return locked


def switch_source(*, by: Person, source: Source, is_active: bool) -> Source:
    """Activates or deactivates a source: an inactive one gets no deliveries, and its listings stay
    unchanged.

    Raises:
        NotAllowed: `by` does not run the source.
    """
    with transaction.atomic():
        locked = _run_by(by, source)
        locked.is_active = is_active
        locked.save(update_fields=["is_active"])
        if is_active and locked.fetch_address:
            _fetch_soon(locked)
    return locked


def fetch_now(*, by: Person, source: Source) -> None:
    """Schedules the reading of a source's address now rather than later.

    Raises:
        NotAllowed: `by` does not run the source.
    """
    with transaction.atomic():
        _fetch_soon(_run_by(by, source))


def opens_with(source: Source | None, token: str) -> bool:
    """Checks whether a token is that of the source's push address, in constant time whatever is
    wrong.
    """
    digest = source.push_token_digest if source is not None else ""
    is_equal = compare_digest(token_digest(token), digest or token_digest(token_urlsafe(8)))
    return is_equal and bool(digest)


def token_digest(token: str) -> str:
    """Returns the digest under which the secret of a push address is stored: unsalted, since
    secrets have 256 random bits.
    """
    return sha256(token.encode()).hexdigest()


def _set(source: Source, values: dict[str, Any]) -> None:
    for name in SETTINGS:
        if name in values:
            setattr(source, name, values[name])
    if source.fetch_address:
        source.fetch_address = checked_address(source.fetch_address)


def _fetch_soon(source: Source) -> None:
    publish(SourceDue(source_id=source.pk))


def _run_by(by: Person, source: Source) -> Source:
    by.require("housing.run_source", source)
    return lock_row(source)
