"""Identifiers that addresses may show: they cannot be guessed, and they sort by time."""

import uuid

from django.http import Http404
from uuid_utils.compat import uuid7


def new_identifier() -> uuid.UUID:
    """A UUID of version 7 (RFC 9562): 74 random bits after the time in milliseconds."""
    return uuid7()


def identifier_or_none(text: object) -> uuid.UUID | None:
    """Read the identifier that a form or an address gives; None where it is none."""
    try:
        return uuid.UUID(str(text))
    except ValueError:
        return None


def identifier_or_404(text: object) -> uuid.UUID:
    """Read the identifier that a form or an address gives.

    Raises:
        Http404: it is none.
    """
    identifier = identifier_or_none(text)
    if identifier is None:
        raise Http404
    return identifier
