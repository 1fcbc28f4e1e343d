"""Mails to newcomers introduced to the club, and to the members whom they could meet."""

from typing import ClassVar
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bocage.foundation.formatting.grammar import at_name
from bocage.foundation.http.signed_actions import signed_action_url
from bocage.foundation.mail import declare_channel, page_url
from bocage.foundation.mail.body import MailBody
from bocage.welcome.shared.mails import WelcomeMail

declare_channel(
    "club_newcomers",
    label=gettext_lazy("Des personnes qui s’installent et cherchent à rencontrer le club"),
    reason=gettext_lazy(
        "Vous recevez ce message parce que vous voulez bien rencontrer des personnes qui"
        " s’installent."
    ),
    optional=True,
)


class MembersProposed(WelcomeMail):
    """Mail to an adult of a household: members of the club to meet."""

    lines: list[str]

    def body(self) -> MailBody:
        return MailBody(
            subject=_("Des personnes du club à rencontrer"),
            title=_("Des personnes du club à rencontrer"),
            paragraphs=[
                _("Elles acceptent de rencontrer des personnes qui s’installent :"),
                "\n".join(self.lines),
                _(
                    "Si vous dites oui, vous êtes invité du club pendant trois mois, et nous leur"
                    " demandons si elles veulent bien vous rencontrer."
                ),
            ],
            button=(_("Voir et répondre"), page_url("own_project") + "#club"),
        )


class WouldYouMeet(WelcomeMail):
    """Mail that requests a member of the club to meet a newcomer."""

    channel: ClassVar[str] = "club_newcomers"

    meeting_id: UUID
    person_id: UUID
    first_name: str
    trade: str
    commune: str

    def body(self) -> MailBody:
        words = {"name": self.first_name, "trade": self.trade, "at_commune": at_name(self.commune)}
        comes = (
            _("%(name)s vient vivre et travailler %(at_commune)s.") % words
            if self.commune
            else _("%(name)s vient vivre et travailler par ici.") % words
        )
        trade = [_("Son métier : %(trade)s.") % words] if self.trade else []
        return MailBody(
            subject=_("Rencontreriez-vous %(name)s, qui s’installe ici ?") % words,
            title=_("Rencontreriez-vous %(name)s ?") % words,
            paragraphs=[
                " ".join([comes, *trade]),
                _("Un café suffit : dire comment vous travaillez, et qui vous connaissez."),
            ],
            button=(_("Oui, je veux bien"), self._answer("agree_to_meet")),
            links=[(_("Pas cette fois"), self._answer("decline_to_meet"))],
        )

    def _answer(self, action: str) -> str:
        return signed_action_url(
            f"welcome.{action}", meeting=self.meeting_id, person=self.person_id
        )


class MemberWilling(WelcomeMail):
    """Mail to the newcomer: a member agrees to meet them, with the link to write to them."""

    name: str
    member_id: UUID

    def body(self) -> MailBody:
        words = {"name": self.name}
        return MailBody(
            subject=_("%(name)s veut bien vous rencontrer") % words,
            title=_("%(name)s veut bien vous rencontrer") % words,
            paragraphs=[_("Proposez un moment : le club passe vos mots, sans vos adresses.")],
            button=(_("Lui écrire"), page_url("member_write", self.member_id)),
        )
