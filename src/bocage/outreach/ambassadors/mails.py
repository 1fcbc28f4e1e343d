"""Mails to ambassadors, and mails about them to campaign managers."""

from datetime import date
from typing import ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bocage.foundation.formatting.grammar import of_name
from bocage.foundation.formatting.times import format_date
from bocage.foundation.http.signed_actions import signed_action_url
from bocage.foundation.instance import current_instance
from bocage.foundation.mail import declare_channel, page_url
from bocage.foundation.mail.body import BodyMail, MailBody

declare_channel(
    "outreach_ambassadors",
    label=gettext_lazy("Être ambassadeur du territoire"),
    reason=gettext_lazy("Vous recevez ce message parce que vous vivez ici."),
    optional=False,
)
declare_channel(
    "outreach_team",
    label=gettext_lazy("Ambassadeurs et employeurs que je suis"),
    reason=gettext_lazy("Vous recevez ce message parce que vous menez les campagnes."),
    optional=True,
    of_a_mandate=True,
)


class AmbassadorMail(BodyMail):
    """Base of the mails to an ambassador, or to a person who may become one."""

    channel: ClassVar[str] = "outreach_ambassadors"

    ambassador_id: str
    ends_on: date | None = None

    @property
    def territory(self) -> str:
        return current_instance().territory_name or _("ce territoire")


class AmbassadorInvitation(AmbassadorMail):
    """Would they speak of the territory around them?"""

    def body(self) -> MailBody:
        payload = {"ambassador": self.ambassador_id}
        return MailBody(
            subject=_("Parleriez-vous d’ici autour de vous ?"),
            title=_("Parleriez-vous d’ici autour de vous ?"),
            paragraphs=[
                _(
                    "Ceux qui hésitent croient d’abord ceux qui ont fait le pas. Avec un lien à"
                    " votre nom, vous parlez %(of_territory)s quand l’occasion se présente, et"
                    " vous voyez ce que cela donne. Rien à vendre, rien à promettre."
                )
                % {"of_territory": of_name(self.territory)}
            ],
            button=(
                _("Lire, et répondre"),
                signed_action_url("outreach.ambassador_yes", **payload),
            ),
            links=[
                (
                    _("Non merci"),
                    signed_action_url("outreach.ambassador_no", **payload),
                )
            ],
        )


class AmbassadorBegins(AmbassadorMail):
    """Mail to a new ambassador: their link, their sheet to print and the messages ready to send are
    on their page, until the last day of their agreement.
    """

    def body(self) -> MailBody:
        day = format_date(self.ends_on, with_year=True) if self.ends_on else ""
        return MailBody(
            subject=_("Votre lien d’ambassadeur est prêt"),
            title=_("Merci : votre lien est prêt"),
            paragraphs=[
                _(
                    "Votre page montre votre lien, le code à imprimer, des mots prêts à envoyer,"
                    " et ce que tout cela amène, sans aucun nom."
                ),
                _("Votre accord vaut jusqu’au %(day)s. Vous arrêtez quand vous voulez.")
                % {"day": day},
            ],
            button=(_("Ouvrir ma page"), page_url("own_ambassador")),
        )


class AmbassadorThanked(AmbassadorMail):
    """Mail that thanks an ambassador because a household that came by their link has settled. It
    does not reveal which household."""

    def body(self) -> MailBody:
        return MailBody(
            subject=_("Grâce à vous, des voisins de plus"),
            title=_("Grâce à vous, des voisins de plus"),
            paragraphs=[
                _(
                    "Un ménage qui est arrivé par votre lien vient d’emménager. Nous ne disons pas"
                    " lequel, mais nous vous disons merci."
                )
            ],
            button=(_("Voir ce que mon lien amène"), page_url("own_ambassador")),
        )


class AmbassadorOver(AmbassadorMail):
    """Mail to an ambassador whose agreement has reached its last day, with a way to start again."""

    def body(self) -> MailBody:
        return MailBody(
            subject=_("Vous n’êtes plus ambassadeur : votre accord est au bout"),
            title=_("Votre accord est arrivé à son terme"),
            paragraphs=[
                _(
                    "Merci de ce que vous avez dit d’ici. Le cœur vous en dit encore ? Un geste"
                    " suffit."
                )
            ],
            button=(_("Recommencer"), page_url("own_ambassador")),
        )


class AmbassadorProposed(BodyMail):
    """Mail to campaign managers about an inhabitant who offers to become an ambassador."""

    channel: ClassVar[str] = "outreach_team"

    name: str

    def body(self) -> MailBody:
        return MailBody(
            subject=_("%(name)s se propose comme ambassadeur") % {"name": self.name},
            title=_("Un habitant se propose"),
            paragraphs=[
                _("%(name)s veut bien parler d’ici autour de soi. Dites oui, et son lien est prêt.")
                % {"name": self.name}
            ],
            button=(_("Voir les ambassadeurs"), page_url("ambassador_list")),
        )
