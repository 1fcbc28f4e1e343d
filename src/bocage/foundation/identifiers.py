"""Identifiers that addresses may show: they cannot be guessed, and they sort by time."""

import uuid

from uuid_utils.compat import uuid7


def new_identifier() -> uuid.UUID:
    """A UUID of version 7 (RFC 9562): 74 random bits after the time in milliseconds."""
    return uuid7()
