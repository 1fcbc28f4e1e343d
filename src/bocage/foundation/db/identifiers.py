"""Identifiers that addresses may show: they cannot be guessed, and they sort by time."""

import uuid
from collections.abc import Iterable

from django.http import Http404
from uuid_utils.compat import uuid7


def new_identifier() -> uuid.UUID:
    """Returns a UUID of version 7 (RFC 9562): 74 random bits after the time in milliseconds."""
    return uuid7()


def identifier_or_none(text: object) -> uuid.UUID | None:
    """Parses the identifier in a form or an address; None if it is not one."""
    try:
        return uuid.UUID(str(text))
    except ValueError:
        return None


def identifiers_among(texts: Iterable[object]) -> list[uuid.UUID]:
    """Parses the identifiers of the checkboxes of a form, without values that are none."""
    return [identifier for text in texts if (identifier := identifier_or_none(text)) is not None]


def identifier_or_404(text: object) -> uuid.UUID:
    """Parses the identifier in a form or an address.

    Raises:
        Http404: it is none.
    """
    identifier = identifier_or_none(text)
    if identifier is None:
        raise Http404
    return identifier
