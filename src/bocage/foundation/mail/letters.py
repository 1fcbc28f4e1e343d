"""A message in its plainest form: words, facts, one button, some links."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from bocage.foundation.mail.messages import Mail

Link = tuple[str, str]
"""Words, and the address behind them."""

LETTER = "foundation/mail/letter"
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
