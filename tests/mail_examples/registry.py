"""Registry of the functions that create an example of each mail."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bocage.foundation.mail import Mail

type Maker = Callable[[Any], Mail]

_makers: dict[type[Mail], Maker] = {}


def example_of(mail_type: type[Mail]) -> Callable[[Maker], Maker]:
    """Declare what makes the example of a mail, and of those that derive from it: a function of
    the class that it is to make."""

    def declare(maker: Maker) -> Maker:
        _makers[mail_type] = maker
        return maker

    return declare


def example[Example: Mail](mail_type: type[Example]) -> Example:
    """Make the example of a mail.

    Raises:
        LookupError: no file here makes one.
    """
    for base in mail_type.__mro__:
        if base in _makers:
            made = _makers[base](mail_type)
            assert isinstance(made, mail_type)
            return made
    raise LookupError(f"{mail_type.kind()} has no example in tests/mail_examples")
