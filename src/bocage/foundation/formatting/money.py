"""Amounts of money: integer cents of euro in code, « 12,50 € » on screen.

Every amount that is paid is an integer number of cents, so that sums are exact and never rounded.
Typed amounts with fractions of a cent are rejected.
"""

import re

from django.utils.translation import get_language

from bocage.foundation.formatting.typography import NARROW_NO_BREAK, NO_BREAK

MAX_CENTS = 1_000_000
"""Upper bound of a price, ten thousand euros: above any price of a place, it is a typing error."""

_TYPED = re.compile(r"([0-9]{1,7})(?:[.,]([0-9]{1,2}))?")


def format_euros(cents: int) -> str:
    """Formats an amount: « 1 234,50 € » (U+202F between thousands, U+00A0 before the sign);
    “€1,234.50”.
    """
    sign = "-" if cents < 0 else ""
    euros, remainder = divmod(abs(cents), 100)
    if (get_language() or "fr").startswith("fr"):
        thousands = f"{euros:,}".replace(",", NARROW_NO_BREAK)
        return f"{sign}{thousands},{remainder:02}{NO_BREAK}€"
    return f"{sign}€{euros:,}.{remainder:02}"


def whole_euros(euros: int) -> str:
    """Formats an amount without cents: « 180 000 € » (spaces as in `format_euros`); “€180,000”:
    prices of homes have none.
    """
    sign = "-" if euros < 0 else ""
    if (get_language() or "fr").startswith("fr"):
        thousands = f"{abs(euros):,}".replace(",", NARROW_NO_BREAK)
        return f"{sign}{thousands}{NO_BREAK}€"
    return f"{sign}€{abs(euros):,}"


def plain_euros(cents: int) -> str:
    """Formats an amount as a spreadsheet set to French reads a number: « 12,50 »."""
    sign = "-" if cents < 0 else ""
    euros, remainder = divmod(abs(cents), 100)
    return f"{sign}{euros},{remainder:02}"


def cents_of(text: str) -> int | None:
    """Parses a typed amount (« 12,50 », « 12.5 € ») to cents; None if it is not an amount.

    Three decimals are rejected rather than rounded.
    """
    stripped = re.sub(r"[\s€]", "", text)
    match = _TYPED.fullmatch(stripped)
    if match is None:
        return None
    return int(match[1]) * 100 + int((match[2] or "0").ljust(2, "0"))
