"""Mail about a person whom a town hall proposes to answer for it."""

from typing import ClassVar

from django.utils.translation import gettext as _

from bocage.foundation.formatting.grammar import of_name
from bocage.foundation.mail import page_url
from bocage.foundation.mail.body import MailBody
from bocage.people.models import Role
from bocage.welcome.shared.mails import WelcomeMail


class ReferentProposedMail(WelcomeMail):
    """Mail to the coordinators of the commune, who may grant the mandate: a person was proposed for
    it.
    """

    channel: ClassVar[str] = "relay_answers"

    commune_code: str
    commune_name: str
    proposed_by: str
    name: str
    email: str
    role: str

    def body(self) -> MailBody:
        facts = {
            "commune": self.commune_name,
            "of_commune": of_name(self.commune_name),
            "who": self.proposed_by,
            "name": self.name,
            "email": self.email,
            "role": str(Role(self.role).label),
        }
        return MailBody(
            subject=_("%(commune)s propose %(name)s pour répondre aux ménages") % facts,
            title=_("%(commune)s a quelqu’un pour répondre") % facts,
            paragraphs=[
                _("%(who)s propose %(name)s (%(email)s), comme %(role)s %(of_commune)s.") % facts,
                _("Rien n’est fait encore : confiez-lui le mandat si cela vous paraît juste."),
            ],
            button=(
                _("Confier le mandat"),
                page_url("mandate_grant", "commune", self.commune_code),
            ),
        )
