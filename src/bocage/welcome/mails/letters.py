"""The letters of the welcome (see `foundation.mail.letters`), and their one-click answers."""

from __future__ import annotations

from django.utils.translation import get_language

from bocage.foundation.mail.letters import LETTER, Letter, LetterMail, Link
from bocage.foundation.signed_actions import signed_action_url

__all__ = ["LETTER", "Letter", "LetterMail", "Link", "answer_url"]


def answer_url(action: str, **payload: object) -> str:
    """The signed address of a one-click answer of the welcome, in the active language."""
    return signed_action_url(
        f"welcome.{action}",
        {name: str(value) for name, value in payload.items()},
        get_language() or "fr",
    )
