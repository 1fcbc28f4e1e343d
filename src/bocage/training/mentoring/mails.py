"""Mails about mentoring: to mentors, to learners, and to the officers who proposed a mentor."""

from typing import ClassVar
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bocage.foundation.formatting.grammar import of_name
from bocage.foundation.http.signed_actions import signed_action_url
from bocage.foundation.mail import declare_channel, page_url
from bocage.foundation.mail.body import BodyMail, Facts, MailBody

declare_channel(
    "training_mentors",
    label=gettext_lazy("Le mentorat des porteurs de projet"),
    reason=gettext_lazy(
        "Vous recevez ce message parce qu’un mentor et un porteur de projet sont mis en relation."
    ),
    optional=False,
)


class MentorAskedMail(BodyMail):
    """Message that requests a mentor's help for a learner."""

    channel: ClassVar[str] = "training_mentors"

    mentorship_id: UUID
    learner: str
    programme: str

    def body(self) -> MailBody:
        words = {
            "learner": self.learner,
            "of_learner": of_name(self.learner),
            "programme": self.programme,
        }
        return MailBody(
            subject=_("Voulez-vous être le mentor %(of_learner)s ?") % words,
            title=_("%(learner)s cherche un mentor") % words,
            paragraphs=[
                _("%(learner)s suit « %(programme)s », et l’organisme pense à vous.") % words,
                _(
                    "Une heure par mois, au téléphone ou autour d’un café : à vous deux d’en "
                    "convenir."
                ),
            ],
            button=(_("Oui, je l’accompagne"), self._answer_url("training.accept_mentorship")),
            links=[(_("Non, pas cette fois"), self._answer_url("training.decline_mentorship"))],
        )

    def _answer_url(self, action: str) -> str:
        return signed_action_url(action, mentorship=self.mentorship_id)


class MentorFoundMail(BodyMail):
    """Message to a learner about the mentor who accepted to help them."""

    channel: ClassVar[str] = "training_mentors"

    mentorship_id: UUID
    mentor: str
    trade: str
    email: str

    def body(self) -> MailBody:
        words = {"mentor": self.mentor}
        return MailBody(
            subject=_("%(mentor)s est votre mentor") % words,
            title=_("%(mentor)s veut bien vous accompagner") % words,
            paragraphs=[
                _("Écrivez-lui en premier : dites où en est votre projet, et ce qui vous bloque."),
                Facts([(_("Son métier"), self.trade), (_("Son adresse"), self.email)]),
            ],
            button=(_("Voir mon mentorat"), page_url("mentorship", self.mentorship_id)),
        )


class MentorAnsweredMail(BodyMail):
    """Message to the person who proposed a mentor, with the mentor's answer."""

    channel: ClassVar[str] = "training_mentors"

    cohort_id: UUID
    mentor: str
    learner: str
    has_accepted: bool

    def body(self) -> MailBody:
        words = {"mentor": self.mentor, "learner": self.learner}
        title = (
            _("%(mentor)s accompagne %(learner)s")
            if self.has_accepted
            else _("%(mentor)s ne peut pas accompagner %(learner)s")
        )
        paragraph = (
            _("Le porteur de projet vient d’en être prévenu, avec l’adresse de son mentor.")
            if self.has_accepted
            else _("Vous pouvez en proposer un autre.")
        )
        return MailBody(
            subject=title % words,
            title=title % words,
            paragraphs=[paragraph],
            button=(_("Voir les mentors"), page_url("cohort_mentors", self.cohort_id)),
        )
