"""Mails of the help board: to the members concerned, the author, and the helpers."""

from dataclasses import dataclass, field, replace
from datetime import date
from typing import ClassVar

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from bocage.foundation.formatting.grammar import of_name
from bocage.foundation.formatting.times import format_date
from bocage.foundation.http.signed_actions import signed_action_url
from bocage.foundation.mail import declare_channel, page_url
from bocage.foundation.mail.body import Choices, Facts, Link, MailBody
from bocage.network.members.mails.club import ClubMail
from bocage.network.messages.mails import MessagePassedOn

declare_channel(
    "club_help_posts",
    label=gettext_lazy("Les annonces d’entraide qui demandent mes compétences"),
    reason=gettext_lazy(
        "Vous recevez ce message parce que cette annonce du club demande l’une de vos compétences."
    ),
    optional=True,
)
declare_channel(
    "club_answers",
    label=gettext_lazy("Les réponses aux annonces d’entraide"),
    reason=gettext_lazy(
        "Vous recevez ce message parce que vous prenez part à une annonce d’entraide."
    ),
    optional=False,
)


@dataclass(frozen=True, kw_only=True)
class HelpPostFacts:
    """Help post as messages describe it."""

    id: str
    kind: str
    title: str
    author_name: str
    commune_name: str
    skills: list[str]
    ends_on: date

    @property
    def address(self) -> str:
        return page_url("help_post", self.id)

    @property
    def until(self) -> str:
        return format_date(self.ends_on)

    @property
    def skill_words(self) -> str:
        return ", ".join(self.skills)

    @property
    def sentence(self) -> str:
        """Author, commune, skill and last day of the help post, as in « De Nadia Prigent, près de
        Boitron (Graphiste), jusqu’au vendredi 18 décembre. »"""
        return _("%(of_name)s, près %(of_commune)s (%(skills)s), jusqu’au %(until)s.") % {
            "of_name": capfirst(of_name(self.author_name)),
            "of_commune": of_name(self.commune_name),
            "skills": self.skill_words,
            "until": self.until,
        }


class HelpPostForYou(ClubMail):
    """Message sent at once to a member whose skills a help post needs."""

    channel: ClassVar[str] = "club_help_posts"

    help_post: HelpPostFacts
    text: str = ""

    def body(self) -> MailBody:
        help_post = self.help_post
        opening = (
            _("Un membre du club propose :")
            if help_post.kind == "offer"
            else _("Un membre du club cherche :")
        )
        return MailBody(
            subject=_("Entraide : %(title)s") % {"title": help_post.title},
            title=help_post.title,
            paragraphs=[
                f"{opening} {help_post.title}",
                self.text,
                Facts(
                    [
                        (_("De"), help_post.author_name),
                        (_("Près de"), help_post.commune_name),
                        (_("Compétences"), help_post.skill_words),
                        (_("Jusqu’au"), help_post.until),
                    ]
                ),
            ],
            button=(_("Lire et répondre"), help_post.address),
            links=[(_("Choisir quand ces annonces m’arrivent"), page_url("help_board"))],
        )


class HelpPostsOfTheWeek(ClubMail):
    """Weekly message with the help posts that need a member's skills, for members who chose it."""

    channel: ClassVar[str] = "club_help_posts"

    help_posts: list[HelpPostFacts] = field(default_factory=list)

    def body(self) -> MailBody:
        return MailBody(
            subject=ngettext(
                "Une annonce demande vos compétences",
                "%(count)s annonces demandent vos compétences",
                len(self.help_posts),
            )
            % {"count": len(self.help_posts)},
            paragraphs=[
                Choices(help_post.title, [(help_post.sentence, help_post.address)])
                for help_post in self.help_posts
            ],
            button=(_("Voir toute l’entraide"), page_url("help_board")),
        )


class HelpPostMail(ClubMail):
    """Base of the messages about one help post, to the people who take part in it."""

    channel: ClassVar[str] = "club_answers"

    help_post_id: str
    title: str
    words: str = ""
    name: str = ""

    @property
    def author_name(self) -> str:
        """Name of the person who wrote, or « Un membre du club » if they do not show it."""
        return self.name or _("Un membre du club")

    @property
    def page(self) -> Link:
        """Link to the page of the help post."""
        return _("Voir l’annonce"), page_url("help_post", self.help_post_id)


class AnswerPassedOn(MessagePassedOn):
    """Message to the author of a help post with the whole text of an answer, without the address of
    its author.
    """

    channel: ClassVar[str] = "club_answers"

    help_post_id: str
    help_post_title: str

    def body(self) -> MailBody:
        words = {"author": self.author, "title": self.help_post_title}
        body = super().body()
        help_post = (_("Voir l’annonce, ou remercier"), page_url("help_post", self.help_post_id))
        return replace(
            body,
            subject=_("%(author)s répond à votre annonce : %(title)s") % words,
            title=_("%(author)s répond à votre annonce") % words,
            paragraphs=[self.help_post_title, *body.paragraphs],
            links=[help_post, *body.links],
        )


class HelperThanked(HelpPostMail):
    """Message to a person thanked for their help."""

    def body(self) -> MailBody:
        return MailBody(
            subject=_("%(who)s vous remercie") % {"who": self.author_name},
            paragraphs=[
                _("Vous avez aidé pour « %(title)s ». Ce coup de main compte parmi ceux du club.")
                % {"title": self.title},
                self.words,
            ],
            button=self.page,
        )


class HelpPostHidden(HelpPostMail):
    """Message to the author of a help post hidden by the organiser, with the reason."""

    def body(self) -> MailBody:
        return MailBody(
            subject=_("Votre annonce d’entraide est masquée"),
            paragraphs=[
                _("L’animateur du club a masqué « %(title)s », pour cette raison :")
                % {"title": self.title},
                self.words,
            ],
            button=self.page,
        )


class HelpPostEnding(ClubMail):
    """Message to the author of a help post that ends soon, with a link that prolongs it."""

    channel: ClassVar[str] = "club_answers"

    help_post_id: str
    title: str
    ends_on: date
    until: date

    def body(self) -> MailBody:
        words = {
            "title": self.title,
            "ends_words": format_date(self.ends_on),
            "until_words": format_date(self.until),
        }
        prolong = signed_action_url(
            "network.prolong_help_post", help_post=self.help_post_id, until=self.until.isoformat()
        )
        close = _("C’est réglé : remercier et clore")
        return MailBody(
            subject=_("Votre annonce « %(title)s » finit bientôt") % words,
            title=_("Votre annonce finit bientôt"),
            paragraphs=[
                _(
                    "« %(title)s » quitte le tableau d’entraide %(ends_words)s. Avez-vous trouvé ? "
                    "Sinon, une touche la prolonge jusqu’au %(until_words)s."
                )
                % words
            ],
            button=(_("Prolonger mon annonce"), prolong),
            links=[(close, page_url("help_post", self.help_post_id))],
        )


class HelpPostReported(ClubMail):
    """Message to the people who run the club about a help post reported as out of place."""

    channel: ClassVar[str] = "club_team"

    title: str
    reason: str

    def body(self) -> MailBody:
        return MailBody(
            subject=_("Une annonce d’entraide est signalée"),
            paragraphs=[
                _("« %(title)s » : %(reason)s") % {"title": self.title, "reason": self.reason}
            ],
            button=(_("Regarder"), page_url("club_help_posts")),
        )
