"""A message of the welcome in its plainest form: words, facts, one button, some links."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from django.utils.translation import get_language

from bocage.foundation.mail import Mail
from bocage.foundation.signed_actions import signed_action_url

Link = tuple[str, str]
"""Words, and the address behind them."""

LETTER = "welcome/mail/letter"
"""The templates that every letter shares."""


@dataclass(frozen=True, kw_only=True)
class Letter:
    """The words of one message, in the active language."""

    subject: str
    title: str
    paragraphs: Sequence[str]
    facts: Sequence[tuple[str, str]] = ()
    button: Link | None = None
    links: Sequence[Link] = ()
    after: str = ""


@dataclass(frozen=True, kw_only=True)
class LetterMail(Mail):
    """A message whose words are a letter; each kind says its own."""

    priority: ClassVar[int] = 10

    @abstractmethod
    def letter(self) -> Letter:
        """What the message says; its addresses are signed for the reader."""

    def context(self) -> dict[str, Any]:
        return {"letter": self.letter()}


def answer_url(action: str, **payload: object) -> str:
    """The signed address of a one-click answer of the welcome, in the active language."""
    return signed_action_url(
        f"welcome.{action}",
        {name: str(value) for name, value in payload.items()},
        get_language() or "fr",
    )
