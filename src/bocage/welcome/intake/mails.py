"""Mails before a project is sent."""

from typing import ClassVar
from uuid import UUID

from django.utils.translation import gettext as _

from bocage.foundation.http.signed_actions import signed_action_url
from bocage.foundation.mail.body import MailBody
from bocage.welcome.intake.links import resume_link
from bocage.welcome.shared.mails import WelcomeMail

CONFIRM = "welcome.confirm_project"


class ConfirmProject(WelcomeMail):
    """Mail that asks the household to confirm its mailbox, once the form is complete."""

    priority: ClassVar[int] = 30

    draft_id: UUID
    email: str

    def body(self) -> MailBody:
        confirm = signed_action_url(CONFIRM, draft=self.draft_id, email=self.email)
        return MailBody(
            subject=_("Confirmez votre adresse pour envoyer votre projet"),
            title=_("Il reste un clic"),
            paragraphs=[
                _(
                    "Vos réponses sont gardées. Confirmez que cette adresse est la vôtre : votre "
                    "projet part alors à l’équipe d’accueil."
                ),
            ],
            button=(_("Envoyer mon projet"), confirm),
            after=[
                _("Vous n’avez rien rempli ? Ne faites rien : tout est oublié dans un mois."),
            ],
        )


class ResumeProject(WelcomeMail):
    """Mail with the link to resume the intake form."""

    priority: ClassVar[int] = 30

    draft_id: UUID
    days: int

    def body(self) -> MailBody:
        return MailBody(
            subject=_("Votre projet vous attend"),
            title=_("Reprendre où vous en étiez"),
            paragraphs=[
                _(
                    "Vos réponses sont gardées %(days)d jours. Reprenez-les quand vous voulez, sur "
                    "l’écran que vous voulez."
                )
                % {"days": self.days},
            ],
            button=(_("Continuer mon projet"), resume_link.url(self.draft_id)),
            after=[_("Ce lien ouvre vos réponses : ne le transmettez à personne d’autre.")],
        )
