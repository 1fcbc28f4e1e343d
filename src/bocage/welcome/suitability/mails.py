"""Mail of the communes proposed to a household, each answered in one click."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bocage.foundation.http.signed_actions import signed_action_url
from bocage.foundation.mail import page_url
from bocage.foundation.mail.body import Link, MailBody, Quote
from bocage.welcome.shared.mails import WelcomeMail


@dataclass(frozen=True, kw_only=True)
class ProposedCommune:
    """Proposed commune, as a line of the mail."""

    proposal_id: UUID
    name: str
    reason: str


class CommunesProposed(WelcomeMail):
    """Mail to each adult of a household: the proposed communes, the reason for each, and a yes and
    a no for each.
    """

    priority: ClassVar[int] = 20

    person_id: UUID
    author: str
    words: str
    communes: tuple[ProposedCommune, ...]

    def body(self) -> MailBody:
        number = len(self.communes)
        title = ngettext(
            "%(author)s vous propose une commune",
            "%(author)s vous propose des communes",
            number,
        ) % {"author": self.author or _("L’équipe d’accueil")}
        return MailBody(
            subject=title,
            title=title,
            paragraphs=[Quote(self.words), self.author],
            button=(_("Les voir sur ma page"), page_url("own_project") + "#proposed_communes"),
            links=[link for commune in self.communes for link in self._answers(commune)],
            after=[f"{commune.name} : {commune.reason}" for commune in self.communes]
            + [_("Oui ou non, d’un clic ci-dessous : rien n’est définitif, vous changez d’avis.")],
        )

    def _answers(self, proposed: ProposedCommune) -> list[Link]:
        payload = {"proposal": proposed.proposal_id, "person": self.person_id}
        return [
            (
                _("%(commune)s : oui, elle nous intéresse") % {"commune": proposed.name},
                signed_action_url("welcome.commune_yes", **payload),
            ),
            (
                _("%(commune)s : non merci") % {"commune": proposed.name},
                signed_action_url("welcome.commune_no", **payload),
            ),
        ]
