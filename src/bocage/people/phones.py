"""Normalisation of telephone numbers, and accounts of people who gave nothing else."""

import re
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.text import slugify

from bocage.foundation.mail import NOWHERE
from bocage.people.errors import NotAPhone

_SIGNS = re.compile(r"[\s.\-()/\u00a0\u202f]")
_FRENCH = re.compile(r"0[1-9]\d{8}")
_INTERNATIONAL = re.compile(r"\+[1-9]\d{7,14}")
"""E.164: fifteen digits at most."""

FRANCE = ("+330", "+33", "0033")


def normalise_phone(text: str) -> str:
    """Normalises a telephone number: a French one from its 0, another from its +.

    Raises:
        NotAPhone: it has not the digits of either.
    """
    number = _SIGNS.sub("", text)
    for prefix in FRANCE:
        if number.startswith(prefix):
            number = f"0{number.removeprefix(prefix)}"
            break
    if not number.isascii() or not (_FRENCH.fullmatch(number) or _INTERNATIONAL.fullmatch(number)):
        raise NotAPhone
    return number


class PhoneCleaning:
    """Mixin that normalises the field `phone` of a form, which may be left empty."""

    cleaned_data: dict[str, Any]

    def clean_phone(self) -> str:
        """Returns the normalised number."""
        typed: str = self.cleaned_data["phone"].strip()
        try:
            return normalise_phone(typed) if typed else ""
        except NotAPhone as refusal:
            raise ValidationError(str(refusal.sentence)) from refusal


def format_phone(number: str) -> str:
    """Formats a number in groups, as it is read aloud: « 02 33 81 00 00 »."""
    if number.startswith("+"):
        return number
    return "\u00a0".join(number[at : at + 2] for at in range(0, len(number), 2))


def address_of_phone(number: str, name: str) -> str:
    """Returns the address, where no mail can go, that stands for a number and a name."""
    return f"{slugify(name)[:40] or 'sans-nom'}.{number.lstrip('+')}@telephone{NOWHERE}"
