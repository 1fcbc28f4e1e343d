"""The convocation of a learner, with its paper joined."""

from typing import ClassVar
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bocage.foundation.mail import Attachment, declare_channel, page_url
from bocage.foundation.mail.body import BodyMail, MailBody
from bocage.training.attendance.documents.papers import PAPERS, paper_pdf
from bocage.training.attendance.register import register_of
from bocage.training.programmes.models.cohorts import Enrolment

declare_channel(
    "training_convocations",
    label=gettext_lazy("Les convocations de ma formation"),
    reason=gettext_lazy("Vous recevez ce message parce que vous êtes inscrit à une formation."),
    optional=False,
)

CONVOCATION = PAPERS["convocation"]


class ConvocationMail(BodyMail):
    """Message that convenes a learner, with the convocation attached."""

    channel: ClassVar[str] = "training_convocations"

    enrolment_id: UUID
    programme: str
    cohort: str

    def body(self) -> MailBody:
        words = {"programme": self.programme, "cohort": self.cohort}
        return MailBody(
            subject=_("Votre convocation : %(programme)s") % words,
            title=_("« %(programme)s » : vous êtes attendu(e)") % words,
            paragraphs=[
                _("Votre convocation est jointe, avec les dates, les lieux et qui prévenir."),
                _("Avant de commencer, dites-nous en deux minutes ce que vous attendez."),
            ],
            button=(_("Voir ma formation"), page_url("own_course", self.enrolment_id)),
        )

    def attachments(self) -> list[Attachment]:
        """Returns the convocation, as the cohort is when the message leaves."""
        enrolment = Enrolment.objects.with_rights().filter(pk=self.enrolment_id).first()
        if enrolment is None:
            return []
        register = register_of(enrolment.cohort, now=timezone.now())
        return [
            Attachment(
                filename=f"{CONVOCATION.filename}.pdf",
                content=paper_pdf(CONVOCATION, enrolment, register),
                mimetype="application/pdf",
            )
        ]
