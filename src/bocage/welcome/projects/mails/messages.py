"""Mails with the messages of a project's thread."""

from typing import ClassVar
from uuid import UUID

from django.utils.translation import gettext as _

from bocage.foundation.mail import page_url
from bocage.foundation.mail.body import MailBody, Quote
from bocage.welcome.shared.mails import WelcomeMail


class WordsForHousehold(WelcomeMail):
    """Mail to each adult of a household with the full text of a message from the welcome team."""

    priority: ClassVar[int] = 20

    author: str
    phone: str = ""
    words: str
    may_answer_by_mail: bool = False

    def body(self) -> MailBody:
        answer = (
            _("Répondez à ce message, ou écrivez sur votre page : c’est le même fil.")
            if self.may_answer_by_mail
            else _("Écrivez votre réponse sur votre page : elle garde tout le fil.")
        )
        return MailBody(
            subject=_("%(author)s vous écrit au sujet de votre projet") % {"author": self.author},
            title=_("%(author)s vous écrit") % {"author": self.author},
            paragraphs=[Quote(self.words), "\n".join(filter(None, [self.author, self.phone]))],
            button=(_("Répondre sur ma page"), page_url("own_project") + "#fil"),
            after=[answer],
        )


class WordsForTeam(WelcomeMail):
    """Mail to the people who follow a project, with the full text of a message from its
    household.
    """

    channel: ClassVar[str] = "welcome_team"
    priority: ClassVar[int] = 20

    project_id: UUID
    household: str
    author: str
    words: str
    left_out: str = ""

    def body(self) -> MailBody:
        return MailBody(
            subject=_("%(household)s : un message") % {"household": self.household},
            title=_("%(author)s vous écrit") % {"author": self.author or self.household},
            paragraphs=[Quote(self.words)],
            button=(_("Répondre dans le dossier"), page_url("project_file", self.project_id)),
            after=[left_out_words(self.left_out)] if self.left_out else [],
        )


def left_out_words(names: str) -> str:
    """Returns the sentence listing the files of a mail that were not stored, which the household
    was notified of.
    """
    return _("Joint à ce courriel et non gardé : %(names)s. Le ménage le sait.") % {"names": names}
