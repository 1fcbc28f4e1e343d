"""Mails with questionnaires to learners: end of the course, and outcome of their project."""

from typing import ClassVar
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bocage.foundation.mail import Attachment, declare_channel, page_url
from bocage.foundation.mail.body import BodyMail, MailBody
from bocage.training.attendance.documents.papers import PAPERS, paper_pdf
from bocage.training.attendance.register import register_of
from bocage.training.learning.formatting import after_words
from bocage.training.programmes.models.cohorts import Enrolment

declare_channel(
    "training_questions",
    label=gettext_lazy("Des nouvelles de mon projet, après la formation"),
    reason=gettext_lazy(
        "Vous recevez ce message parce que vous avez suivi une formation : quatre questionnaires "
        "en un an, pas un de plus."
    ),
    optional=True,
)


class SatisfactionAskedMail(BodyMail):
    """Message that requests a learner's opinion, at the end of a course."""

    channel: ClassVar[str] = "training_questions"

    link: str
    """Token of the form's signed address."""
    programme: str
    is_reminder: bool = False
    enrolment_id: UUID | None = None
    """Enrolment whose certificates are attached, in the first message only."""

    def body(self) -> MailBody:
        words = {"programme": self.programme}
        subject = (
            _("Votre avis sur « %(programme)s » nous manque")
            if self.is_reminder
            else _("« %(programme)s » : votre avis en deux minutes")
        )
        return MailBody(
            subject=subject % words,
            title=_("La formation est finie : qu’en avez-vous pensé ?"),
            paragraphs=[
                _("Six questions, deux minutes, sans compte ni mot de passe."),
                *([_("Vos attestations sont jointes.")] if self.attachments() else []),
                _("Vos réponses servent à l’améliorer ; le public n’en voit que la moyenne."),
            ],
            button=(_("Donner mon avis"), page_url("satisfaction", self.link)),
        )

    def attachments(self) -> list[Attachment]:
        """Returns the certificates that are ready when the message leaves."""
        if self.enrolment_id is None:
            return []
        enrolment = Enrolment.objects.with_rights().filter(pk=self.enrolment_id).first()
        if enrolment is None:
            return []
        register = register_of(enrolment.cohort, now=timezone.now())
        return [
            Attachment(
                filename=f"{paper.filename}.pdf",
                content=paper_pdf(paper, enrolment, register),
                mimetype="application/pdf",
            )
            for paper in (PAPERS["realisation"], PAPERS["assiduite"])
            if not paper.missing(enrolment, register)
        ]


class OutcomeAskedMail(BodyMail):
    """Message that asks a learner about their project, 3, 6 and 12 months after the course."""

    channel: ClassVar[str] = "training_questions"

    link: str
    """Token of the form's signed address."""
    programme: str
    months: int
    is_reminder: bool = False

    def body(self) -> MailBody:
        words = {"after": after_words(self.months), "programme": self.programme}
        return MailBody(
            subject=_("%(after)s après « %(programme)s » : où en est votre projet ?") % words,
            title=_("%(after)s déjà : où en êtes-vous ?") % words,
            paragraphs=[
                _("Nous vous l’avions demandé, voici la question une dernière fois.")
                if self.is_reminder
                else _("Entreprise créée, en chemin ou autre chose : tout nous intéresse."),
                _("Deux minutes suffisent, sans compte ni mot de passe."),
            ],
            button=(_("Raconter où j’en suis"), page_url("outcome", self.link)),
        )
