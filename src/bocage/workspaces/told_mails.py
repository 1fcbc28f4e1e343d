"""Messages about a booking that say a few words, the facts, and the answers one may give."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import get_language

from bocage.foundation.mail import Attachment
from bocage.foundation.signed_actions import signed_action_url
from bocage.workspaces.elsewhere import Elsewhere
from bocage.workspaces.mails import BookingMail, links_to

Link = tuple[str, str]
"""Words, and the address behind them."""


@dataclass(frozen=True, kw_only=True)
class Said:
    """The words of one message, in the active language."""

    subject: str
    title: str
    paragraphs: Sequence[str]
    button: Link | None = None
    links: Sequence[Link] = ()


@dataclass(frozen=True, kw_only=True)
class ToldMail(BookingMail):
    """A message without an event for the calendar: what it tells of may not happen.

    `hello` is how its reader is called; it may be the host.
    """

    hello: str = ""
    elsewhere: list[Elsewhere] = field(default_factory=list)

    @abstractmethod
    def said(self) -> Said:
        """What the message says; its addresses are signed for the reader."""

    def attachments(self) -> list[Attachment]:
        return []

    def context(self) -> dict[str, Any]:
        return {
            **super().context(),
            "said": self.said(),
            "hello": self.hello,
            "instead": links_to(self.elsewhere, self.facts),
        }

    @property
    def when(self) -> str:
        """The period as a mail announces it."""
        return str(super().context()["period"])


def answer_url(action: str, **payload: object) -> str:
    """The signed address of an answer, in the active language."""
    return signed_action_url(
        f"workspaces.{action}",
        {name: str(value) for name, value in payload.items()},
        get_language() or "fr",
    )


TOLD = "workspaces/mail/told"
"""The templates that every message of this sort shares."""
