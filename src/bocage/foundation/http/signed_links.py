"""Signed addresses of short forms that need no account.

A holder of the link answers for its recipient. A GET changes nothing. The form shows no more than
the mail.
"""

from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.core import signing
from django.urls import reverse

from bocage.foundation.http.row_security import read_by_secret_address
from bocage.foundation.http.signed_texts import read_signed, refused_link


class SignedLink:
    """Kind of signed link, named after its room and itself (`welcome.follow_up`).

    Its token carries a key and a second value, such as the recipient or the subject. `page` is the
    URL name of the page that reads it.
    """

    def __init__(self, name: str, *, good_for: timedelta, page: str = "") -> None:
        self._salt = f"bocage.{name}"
        self.good_for = good_for
        self.page = page

    def token(self, key: UUID, subject: object = "") -> str:
        """Signs the key and the optional subject."""
        return signing.dumps([str(key), str(subject)], salt=self._salt)

    def path(self, key: UUID, subject: object = "", *page_args: str, page: str = "") -> str:
        """Returns the path of a page that reads the token (its own, where none is named), in the
        active language; `more` are the other arguments of that page.
        """
        return reverse(page or self.page, args=[self.token(key, subject), *page_args])

    def url(self, key: UUID, subject: object = "", *page_args: str, page: str = "") -> str:
        """Returns the whole address of the page that reads the token, for a mail."""
        origin: str = settings.BOCAGE.public_url
        return origin + self.path(key, subject, *page_args, page=page)

    def read(self, token: str) -> tuple[UUID, str]:
        """Returns the key of a token, and its second value.

        Raises:
            UnknownLink: it was cut, changed, or never ours.
            ExpiredLink: it is too old.
        """
        signed = read_signed(token, salt=self._salt, good_for=self.good_for)
        try:
            key, subject = signed
            opened = UUID(key), str(subject)
        except (ValueError, TypeError) as bad:
            raise refused_link(self._salt) from bad
        read_by_secret_address()
        return opened
