"""What the box of ideas writes: to who runs the club, to those who voted, to authors."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar, Self

from django.utils.translation import gettext_lazy as _

from bocage.foundation.mail import Mail, declare_channel, page_url
from bocage.network.models import Idea

declare_channel(
    "club_ideas",
    label=_("Les réponses aux idées pour lesquelles j’ai voté"),
    reason=_("Vous recevez ce message parce que vous avez voté pour cette idée."),
    optional=True,
)
declare_channel(
    "club_words",
    label=_("Ce que devient ce que vous écrivez sur les pages du club"),
    reason=_("Vous recevez ce message parce que vous avez écrit sur une page du club."),
    optional=False,
)
EXAMPLE = "01938a4e-7c00-7000-8000-000000000073"


@dataclass(frozen=True, kw_only=True)
class IdeaMail(Mail):
    """About one idea."""

    idea_id: str
    title: str
    words: str = ""

    @classmethod
    def preview(cls) -> Self:
        return cls(
            idea_id=EXAMPLE,
            title="Un covoiturage du lundi vers la gare",
            words="Nous en parlons avec la communauté de communes.",
        )

    def context(self) -> dict[str, Any]:
        return {"idea_url": page_url("idea_detail", self.idea_id)}


@dataclass(frozen=True, kw_only=True)
class IdeaSuggested(IdeaMail):
    """To who runs the club: an idea waits for its answer."""

    template: ClassVar[str] = "network/mail/idea_suggested"
    channel: ClassVar[str] = "club_team"


@dataclass(frozen=True, kw_only=True)
class IdeaAnswered(IdeaMail):
    """To those who voted: the idea has its answer."""

    template: ClassVar[str] = "network/mail/idea_answered"
    channel: ClassVar[str] = "club_ideas"

    state: str = "planned"

    def context(self) -> dict[str, Any]:
        return {**super().context(), "state_words": Idea.State(self.state).label}


@dataclass(frozen=True, kw_only=True)
class WordsHidden(IdeaMail):
    """To an author: what they wrote was hidden, and why."""

    template: ClassVar[str] = "network/mail/words_hidden"
    channel: ClassVar[str] = "club_words"
