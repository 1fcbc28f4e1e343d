"""Normalisation of e-mail addresses, so that one mailbox is one account."""

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from bocage.foundation.mail.addresses import NOWHERE

LONGEST_ADDRESS = 254
"""Characters in an address that can be written in a mail's envelope (RFC 5321, 4.5.3.1)."""

ERASED_DOMAIN = f"@efface{NOWHERE}"
"""Domain of the address of an erased account: it receives no mail, and nobody can sign in with it.
"""


def normalise_address(text: str) -> str:
    """Normalises an e-mail address: no spaces around, lower case, domain in ASCII (IDNA).

    A local part with characters outside ASCII is rejected rather than folded: `K` (the Kelvin sign)
    must not become the `k` of somebody else.

    Raises:
        ValidationError: no mail can be sent to this address.
    """
    address = text.strip()
    refusal = ValidationError(
        _("Cette adresse n’est pas complète : elle ressemble à prenom.nom@exemple.fr."),
        code="invalid_address",
    )
    local, at, domain = address.rpartition("@")
    if not at or len(address) > LONGEST_ADDRESS or not local.isascii():
        raise refusal
    try:
        ascii_domain = domain.lower().encode("idna").decode("ascii")
    except UnicodeError:
        raise refusal from None
    address = f"{local.lower()}@{ascii_domain.lower()}"
    try:
        validate_email(address)
    except ValidationError:
        raise refusal from None
    return address
