"""Mails to the other adults of a household."""

from uuid import UUID

from django.utils.translation import gettext as _

from bocage.foundation.http.signed_actions import signed_action_url
from bocage.foundation.mail.body import MailBody
from bocage.welcome.shared.mails import WelcomeMail

JOIN = "welcome.join_household"


class JoinHousehold(WelcomeMail):
    """Mail to an address that an adult of a household invited to share its page."""

    invitation_id: UUID
    project_id: UUID
    email: str
    invited_by: str

    def body(self) -> MailBody:
        join = signed_action_url(
            JOIN, invitation=self.invitation_id, project=self.project_id, email=self.email
        )
        return MailBody(
            subject=_("%(who)s vous invite à suivre votre projet d’installation")
            % {"who": self.invited_by},
            title=_("Suivre le projet ensemble"),
            paragraphs=[
                _(
                    "%(who)s raconte ici le projet de votre ménage, et vous propose d’en partager "
                    "la page : les messages, les logements suivis, ce qui vient ensuite."
                )
                % {"who": self.invited_by},
            ],
            button=(_("Rejoindre le projet"), join),
            after=[_("Vous ne connaissez pas cette personne ? Ne faites rien.")],
        )
