"""Morning mail to coordinators: late projects."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from bocage.foundation.formatting.times import format_moment
from bocage.foundation.mail import declare_channel, page_url
from bocage.foundation.mail.body import BodyMail, Choices, MailBody

declare_channel(
    "welcome_morning",
    label=gettext_lazy("Chaque matin, les projets qui m’attendent"),
    reason=gettext_lazy(
        "Vous recevez ce message parce que vous coordonnez l’accueil : un ménage attend."
    ),
    optional=True,
    of_a_mandate=True,
)


@dataclass(frozen=True, kw_only=True)
class MorningLine:
    """Project that waits, as a line of the morning digest."""

    project_id: UUID
    name: str
    kind: str
    words: str
    due_at: datetime | None


class MorningDigestMail(BodyMail):
    """Mail that lists the projects that wait this morning, the oldest first."""

    channel: ClassVar[str] = "welcome_morning"
    priority: ClassVar[int] = 0

    lines: list[MorningLine]
    total: int

    def body(self) -> MailBody:
        count = ngettext(
            "%(n)d projet vous attend ce matin",
            "%(n)d projets vous attendent ce matin",
            self.total,
        )
        return MailBody(
            subject=count % {"n": self.total},
            paragraphs=[
                *(
                    Choices(line.name, [(_words(line), page_url("project_file", line.project_id))])
                    for line in self.lines
                ),
                self._about_the_others(),
            ],
            button=(_("Ouvrir le tableau"), page_url("project_board")),
        )

    def _about_the_others(self) -> str:
        remaining = self.total - len(self.lines)
        if not remaining:
            return ""
        words = ngettext(
            "Et %(counter)s autre sur le tableau.",
            "Et %(counter)s autres sur le tableau.",
            remaining,
        )
        return words % {"counter": remaining}


def _words(line: MorningLine) -> str:
    if line.kind == "answer":
        if line.due_at is None:
            return _("première réponse attendue")
        return _("première réponse attendue %(when)s") % {"when": format_moment(line.due_at)}
    if line.kind == "action":
        return line.words
    if line.kind == "nobody":
        return _("n’est suivi par personne")
    if line.kind == "nothing":
        return _("pas de prochaine action")
    return _("vous a écrit")
