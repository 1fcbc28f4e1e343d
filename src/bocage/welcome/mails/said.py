"""How most messages of the welcome are written: a title, paragraphs, words that are quoted, one
button, and other links. Subjects derive their mails from `SaidMail` and write `said()` alone.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from bocage.foundation.mail import Mail, declare_channel

declare_channel(
    "welcome",
    label=_("Mon projet d’installation"),
    reason=_("Vous recevez ce message parce que vous avez un projet d’installation chez nous."),
    optional=False,
)
declare_channel(
    "welcome_team",
    label=_("Projets d’installation que je suis"),
    reason=_("Vous recevez ce message parce que vous suivez des projets d’installation."),
    optional=False,
)

Link = tuple[str, str]
"""Words, and the whole address behind them."""

SAID = "welcome/mail/said"


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

    channel: ClassVar[str] = "welcome"
    priority: ClassVar[int] = 10

    @abstractmethod
    def said(self) -> Said:
        """What the message says, in the active language."""

    def context(self) -> dict[str, Any]:
        return {"said": self.said()}
