"""How most messages are written: a title, paragraphs, words that are quoted, one button, and other
links. A room derives its mails from `SaidMail`, names their channel, and writes `said()` alone.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from bocage.foundation.mail.messages import Mail

Link = tuple[str, str]
"""Words, and the whole address behind them."""

SAID = "foundation/mail/said"


@dataclass(frozen=True, kw_only=True)
class Said:
    """The words of one message, in the active language."""

    subject: str
    title: str
    paragraphs: Sequence[str] = ()
    quoted: str = ""
    """What somebody wrote, shown apart as theirs."""
    signature: str = ""
    button: Link | None = None
    links: Sequence[Link] = ()
    after: Sequence[str] = ()


@dataclass(frozen=True, kw_only=True)
class SaidMail(Mail):
    """A message that says itself in Python; it has no template of its own."""

    priority: ClassVar[int] = 10

    @abstractmethod
    def said(self) -> Said:
        """What the message says, in the active language."""

    def context(self) -> dict[str, Any]:
        return {"said": self.said()}
