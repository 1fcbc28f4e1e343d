"""Mails of announcements and digests, and reports about them to the organisers."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any, ClassVar

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bocage.foundation.formatting.times import format_date
from bocage.foundation.mail import Mail, declare_channel, page_url
from bocage.foundation.mail.body import MailBody
from bocage.network.members.mails.club import ClubMail
from bocage.people.seams.digest_sections import section_title

ANNOUNCEMENTS, DIGESTS = "club_announcements", "club_digest"

declare_channel(
    ANNOUNCEMENTS,
    label=gettext_lazy("Les annonces du club"),
    reason=gettext_lazy("Vous recevez ce message parce que vous êtes membre du club."),
    optional=True,
)
declare_channel(
    DIGESTS,
    label=gettext_lazy("La lettre du mois du club"),
    reason=gettext_lazy("Vous recevez cette lettre parce que vous êtes membre du club."),
    optional=True,
)


class MailingMail(Mail):
    """Base of the mails that a club sends to many people."""

    priority: ClassVar[int] = -10

    subject: str
    text: str = ""

    def context(self) -> dict[str, Any]:
        paragraphs = self.text.replace("\r\n", "\n").split("\n\n")
        return {"paragraphs": [words.strip() for words in paragraphs if words.strip()]}


class Announcement(MailingMail):
    """An announcement, as its organiser wrote it."""

    template: ClassVar[str] = "network/mailings/mail/announcement"
    channel: ClassVar[str] = ANNOUNCEMENTS


@dataclass(frozen=True, kw_only=True)
class DigestLine:
    """Item of a digest; its path leads to a page of this site."""

    title: str
    detail: str = ""
    path: str = ""

    @property
    def url(self) -> str:
        return settings.BOCAGE.public_url + self.path if self.path else ""


@dataclass(frozen=True, kw_only=True)
class DigestBlock:
    """Section of a digest, titled in the reader's language from its name, unless the organiser gave
    it another title.
    """

    name: str
    given_title: str = ""
    lines: list[DigestLine] = field(default_factory=list)

    @property
    def title(self) -> str:
        return self.given_title or section_title(self.name)


class Digest(MailingMail):
    """The digest of a month, as its organiser left it."""

    template: ClassVar[str] = "network/mailings/mail/digest"
    channel: ClassVar[str] = DIGESTS

    blocks: list[DigestBlock] = field(default_factory=list)


class DigestDrafted(ClubMail):
    """Message to the people who run the club: the digest is drafted, and awaits them or is sent
    automatically on a given day."""

    channel: ClassVar[str] = "club_team"

    mailing_id: str
    subject: str
    leaves_on: date | None = None
    is_reminder: bool = False

    def body(self) -> MailBody:
        words = {"subject": self.subject}
        return MailBody(
            subject=_("À relire, la lettre du club : %(subject)s") % words,
            title=_("La lettre du club : %(subject)s") % words,
            paragraphs=[self._sending_time()],
            button=(_("Relire la lettre"), page_url("mailing_detail", self.mailing_id)),
        )

    def _sending_time(self) -> str:
        if self.is_reminder:
            return _("Elle attend toujours que vous la relisiez. Rien ne part sans vous.")
        if self.leaves_on:
            return _(
                "Relisez-la quand vous voulez : votre club a choisi qu’elle parte d’elle-même "
                "%(leaves_words)s."
            ) % {"leaves_words": format_date(self.leaves_on)}
        return _(
            "Elle s’est écrite d’après ce qui s’est passé au club. Relisez-la, retirez, changez "
            "l’ordre, ajoutez un mot. Rien ne part sans vous."
        )
