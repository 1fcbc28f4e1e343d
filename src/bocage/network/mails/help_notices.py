"""What the help board writes: to whom a notice concerns, to its author, to those who helped."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, ClassVar, Self
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from bocage.foundation.mail import Mail, declare_channel, page_url
from bocage.foundation.mail.body import MailBody
from bocage.foundation.signed_actions import signed_action_url
from bocage.foundation.spoken_time import spoken_date
from bocage.network.mails.contacts import MessagePassedOn

declare_channel(
    "club_notices",
    label=_("Les annonces d’entraide qui demandent mes compétences"),
    reason=_(
        "Vous recevez ce message parce que cette annonce du club demande l’une de vos compétences."
    ),
    optional=True,
)
declare_channel(
    "club_answers",
    label=_("Les réponses aux annonces d’entraide"),
    reason=_("Vous recevez ce message parce que vous prenez part à une annonce d’entraide."),
    optional=False,
)
EXAMPLE = "01938a4e-7c00-7000-8000-000000000072"


@dataclass(frozen=True, kw_only=True)
class ToldNotice:
    """A notice as a mail tells it."""

    id: str
    kind: str
    title: str
    author_name: str
    commune_name: str
    skills: list[str]
    ends_on: date

    @property
    def address(self) -> str:
        return page_url("help_notice", self.id)

    @property
    def until(self) -> str:
        return spoken_date(self.ends_on)

    @property
    def skill_words(self) -> str:
        return ", ".join(self.skills)


def _example() -> ToldNotice:
    return ToldNotice(
        id=EXAMPLE,
        kind="ask",
        title="Une affiche pour la fête du village",
        author_name="Nadia Prigent",
        commune_name="Boitron",
        skills=["Graphiste"],
        ends_on=date(2026, 12, 18),
    )


@dataclass(frozen=True, kw_only=True)
class NoticeForYou(Mail):
    """To a member whose skills a notice needs, at once."""

    template: ClassVar[str] = "network/mail/notice_for_you"
    channel: ClassVar[str] = "club_notices"

    notice: ToldNotice
    text: str = ""

    @classmethod
    def preview(cls) -> Self:
        return cls(notice=_example(), text="Format A3, pour le 20 décembre.")

    def context(self) -> dict[str, Any]:
        return {"board_url": page_url("help_board")}


@dataclass(frozen=True, kw_only=True)
class NoticesOfTheWeek(Mail):
    """To a member who reads the notices that need them once a week."""

    template: ClassVar[str] = "network/mail/notices_of_the_week"
    channel: ClassVar[str] = "club_notices"

    notices: list[ToldNotice] = field(default_factory=list)

    @classmethod
    def preview(cls) -> Self:
        return cls(notices=[_example()])

    def context(self) -> dict[str, Any]:
        return {"board_url": page_url("help_board"), "count": len(self.notices)}


@dataclass(frozen=True, kw_only=True)
class NoticeMail(Mail):
    """About one notice, to those who take part in it."""

    channel: ClassVar[str] = "club_answers"

    notice_id: str
    title: str
    words: str = ""
    name: str = ""

    @classmethod
    def preview(cls) -> Self:
        return cls(
            notice_id=EXAMPLE,
            title="Une affiche pour la fête du village",
            words="Je peux vous la faire pour jeudi.",
            name="Yann Auvray",
        )

    def context(self) -> dict[str, Any]:
        return {
            "notice_url": page_url("help_notice", self.notice_id),
            "who": self.name or _("Un membre du club"),
        }


@dataclass(frozen=True, kw_only=True)
class AnswerPassedOn(MessagePassedOn):
    """To the author of a notice: what somebody answers, whole, without their address."""

    channel: ClassVar[str] = "club_answers"

    notice_id: str
    notice_title: str

    def body(self) -> MailBody:
        words = {"author": self.author, "title": self.notice_title}
        body = super().body()
        notice = (str(_("Voir l’annonce, ou remercier")), page_url("help_notice", self.notice_id))
        return replace(
            body,
            subject=_("%(author)s répond à votre annonce : %(title)s") % words,
            title=_("%(author)s répond à votre annonce") % words,
            paragraphs=[self.notice_title, *body.paragraphs],
            links=[notice, *body.links],
        )

    @classmethod
    def preview(cls) -> Self:
        return cls(
            conversation_id=UUID(EXAMPLE),
            author="Yann Auvray",
            words="Je peux vous la faire pour jeudi.",
            may_answer_by_mail=True,
            notice_id=EXAMPLE,
            notice_title="Une affiche pour la fête du village",
        )


@dataclass(frozen=True, kw_only=True)
class HelperThanked(NoticeMail):
    """To somebody who helped."""

    template: ClassVar[str] = "network/mail/helper_thanked"


@dataclass(frozen=True, kw_only=True)
class NoticeHidden(NoticeMail):
    """To its author: the organiser took the notice off the board, and why."""

    template: ClassVar[str] = "network/mail/notice_hidden"


@dataclass(frozen=True, kw_only=True)
class NoticeEnding(Mail):
    """To its author: the notice ends soon; one click prolongs it."""

    template: ClassVar[str] = "network/mail/notice_ending"
    channel: ClassVar[str] = "club_answers"

    notice_id: str
    title: str
    ends_on: date
    until: date

    @classmethod
    def preview(cls) -> Self:
        return cls(
            notice_id=EXAMPLE,
            title="Une affiche pour la fête du village",
            ends_on=date(2026, 12, 18),
            until=date(2027, 1, 17),
        )

    def context(self) -> dict[str, Any]:
        return {
            "notice_url": page_url("help_notice", self.notice_id),
            "ends_words": spoken_date(self.ends_on),
            "until_words": spoken_date(self.until),
            "prolong_url": signed_action_url(
                "network.prolong_notice", notice=self.notice_id, until=self.until.isoformat()
            ),
        }


@dataclass(frozen=True, kw_only=True)
class NoticeReported(Mail):
    """To who runs the club: a notice has no place on the board, somebody says."""

    template: ClassVar[str] = "network/mail/notice_reported"
    channel: ClassVar[str] = "club_team"

    title: str
    reason: str

    @classmethod
    def preview(cls) -> Self:
        return cls(title="Gagnez de l’argent chez vous", reason="C’est une publicité.")

    def context(self) -> dict[str, Any]:
        return {"reports_url": page_url("club_notices")}
