"""Mails of the idea box: to the club organisers, to voters, to authors."""

from typing import ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bocage.foundation.mail import declare_channel, page_url
from bocage.foundation.mail.body import MailBody
from bocage.network.ideas.models import Idea
from bocage.network.members.mails.club import ClubMail

declare_channel(
    "club_ideas",
    label=gettext_lazy("Les réponses aux idées pour lesquelles j’ai voté"),
    reason=gettext_lazy("Vous recevez ce message parce que vous avez voté pour cette idée."),
    optional=True,
)
declare_channel(
    "club_words",
    label=gettext_lazy("Ce que devient ce que vous écrivez sur les pages du club"),
    reason=gettext_lazy("Vous recevez ce message parce que vous avez écrit sur une page du club."),
    optional=False,
)


class IdeaMail(ClubMail):
    """Base of the messages about one idea."""

    idea_id: str
    title: str
    words: str = ""

    @property
    def page(self) -> str:
        """Path of the idea's page."""
        return page_url("idea_detail", self.idea_id)


class IdeaSuggested(IdeaMail):
    """Message to the people who run the club about an idea that awaits an answer."""

    channel: ClassVar[str] = "club_team"

    def body(self) -> MailBody:
        return MailBody(
            subject=_("Une idée : %(title)s") % {"title": self.title},
            title=self.title,
            paragraphs=[_("Une idée attend votre réponse dans la boîte à idées."), self.words],
            button=(_("Lire l’idée"), self.page),
        )


class IdeaAnswered(IdeaMail):
    """Message to the people who voted for an idea: it has an answer."""

    channel: ClassVar[str] = "club_ideas"

    state: str = "planned"

    def body(self) -> MailBody:
        words = {"title": self.title, "state_words": Idea.State(self.state).label}
        return MailBody(
            subject=_("« %(title)s » : %(state_words)s") % words,
            title=self.title,
            paragraphs=[
                _("L’idée pour laquelle vous avez voté a sa réponse : %(state_words)s.") % words,
                self.words,
            ],
            button=(_("Voir l’idée"), self.page),
        )


class WordsHidden(IdeaMail):
    """Message to the author of an idea or a comment that was hidden, with the reason."""

    channel: ClassVar[str] = "club_words"

    def body(self) -> MailBody:
        return MailBody(
            subject=_("Ce que vous avez écrit est masqué"),
            paragraphs=[
                _(
                    "L’animateur du club a masqué ce que vous avez écrit à propos de "
                    "« %(title)s », pour cette raison :"
                )
                % {"title": self.title},
                self.words,
            ],
        )
