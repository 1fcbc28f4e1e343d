"""Addresses in mails and calendars, which are read far from the site and so are always whole."""

from email.headerregistry import Address
from email.utils import parseaddr

from django.conf import settings
from django.urls import reverse

from bocage.foundation.instance import current_instance
from bocage.foundation.ops.configuration import Configuration

NOWHERE = ".invalid"
"""The domain that never exists (RFC 2606): of people who gave no address of their own."""


def can_receive(address: str) -> bool:
    """Checks whether mail to this address can arrive anywhere."""
    return not address.endswith(NOWHERE)


def page_url(name: str, *arguments: object) -> str:
    """Returns the whole address of a page, in the active language: that of the mail while it is
    rendered.

    Raises:
        NoReverseMatch: no page has this name and these arguments.
    """
    origin: str = settings.BOCAGE.public_url
    return origin + reverse(name, args=arguments)


def server_sender() -> str:
    """Returns the address that the environment sets as sender of mails (BOCAGE_EMAIL_FROM)."""
    return parseaddr(settings.BOCAGE.email_from)[1]


def server_gives_sender() -> bool:
    """Checks whether the environment sets a sender other than the default, which leads nowhere."""
    return bool(settings.BOCAGE.email_from != Configuration.model_fields["email_from"].default)


def sender_address() -> str:
    """Returns the address from which mails leave: the one that an administrator set, or that of the
    server.
    """
    return current_instance().sender_email or server_sender()


def sender_header(address: str = "") -> str:
    """Returns the `From` header of mails: an address (that of the instance by default) with the
    name of the instance, or the sender of the environment as it is written if that is the
    address.
    """
    instance = current_instance()
    sender = address or instance.sender_email
    if not sender or sender == server_sender():
        return str(settings.BOCAGE.email_from)
    return str(Address(display_name=instance.name, addr_spec=sender))
