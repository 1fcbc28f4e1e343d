"""Signed addresses of short forms that need no account: whoever holds one answers in that place.

A GET changes nothing. What the form shows is no more than what its mail said.
"""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils import translation

from bocage.foundation.row_security import read_by_secret_address
from bocage.foundation.signed_texts import read_signed, refused_link


class SignedLink:
    """One kind of address, by the name of its room and its own (`welcome.follow_up`): it carries a
    key, and what else it names (for whom it was made, or what it is about).
    """

    def __init__(self, name: str, *, good_for: timedelta) -> None:
        self._salt = f"bocage.{name}"
        self.good_for = good_for

    def token(self, key: UUID, named: object) -> str:
        """What the address carries."""
        return signing.dumps([str(key), str(named)], salt=self._salt)

    def url(self, url_name: str, token: str, *more: str, language: str) -> str:
        """The whole address of a page that reads the token, for a mail."""
        with translation.override(language):
            path = reverse(url_name, args=[token, *more])
        origin: str = settings.BOCAGE.public_url
        return origin + path

    def read(self, token: str) -> tuple[UUID, str]:
        """The key, and what else was named.

        Raises:
            UnknownLink: it was cut, changed, or never ours.
            ExpiredLink: it is too old.
        """
        signed = read_signed(token, salt=self._salt, good_for=self.good_for)
        try:
            key, named = signed
            opened = UUID(key), str(named)
        except (ValueError, TypeError) as bad:
            raise refused_link(self._salt) from bad
        read_by_secret_address()
        return opened
