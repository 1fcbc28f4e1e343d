"""Addresses in mails and calendars, which are read far from the site and so are always whole."""

from django.conf import settings
from django.urls import reverse

NOWHERE = ".invalid"
"""The domain that never exists (RFC 2606): of people who gave no address of their own."""


def can_receive(address: str) -> bool:
    """Whether a mail to this address can arrive anywhere."""
    return not address.endswith(NOWHERE)


def page_url(name: str, *arguments: object) -> str:
    """The whole address of a page, in the active language: that of the mail while it is rendered.

    Raises:
        NoReverseMatch: no page has this name and these arguments.
    """
    origin: str = settings.BOCAGE.public_url
    return origin + reverse(name, args=arguments)
