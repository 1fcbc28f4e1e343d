"""Signed addresses of short forms that need no account: whoever holds one answers in that place.

A GET changes nothing. What the form shows is no more than what its mail said.
"""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.core import signing

from bocage.foundation.signed_actions import ExpiredLink, UnknownLink


class SignedLink:
    """One kind of address: what it carries is a key, and for whom it was made."""

    def __init__(self, name: str, *, good_for: timedelta) -> None:
        self._salt = f"bocage.welcome.{name}"
        self._good_for = good_for

    def token(self, key: UUID, reader: str) -> str:
        """What the address carries."""
        return signing.dumps([str(key), reader], salt=self._salt)

    def read(self, token: str) -> tuple[UUID, str]:
        """The key, and for whom it was made.

        Raises:
            UnknownLink: it was cut, changed, or never ours.
            ExpiredLink: it is too old.
        """
        try:
            key, reader = signing.loads(token, salt=self._salt, max_age=self._good_for)
            return UUID(key), str(reader)
        except signing.SignatureExpired as expired:
            raise ExpiredLink from expired
        except (signing.BadSignature, ValueError, TypeError) as bad:
            raise UnknownLink from bad


feedback_link = SignedLink("sponsorship_feedback", good_for=timedelta(days=400))
"""The form of one side of a sponsorship: its key, and the side."""

follow_up_link = SignedLink("follow_up", good_for=timedelta(days=400))
"""The form of a follow-up: its key, and the adult who was written to."""
