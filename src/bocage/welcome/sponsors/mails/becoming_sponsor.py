"""Mails about becoming a sponsor."""

from typing import ClassVar
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bocage.foundation.formatting.grammar import at_name
from bocage.foundation.http.signed_actions import signed_action_url
from bocage.foundation.mail import declare_channel, page_url
from bocage.foundation.mail.body import BodyMail, Facts, MailBody
from bocage.welcome.sponsors.links import sponsor_offer_link

declare_channel(
    "commune_sponsors",
    label=gettext_lazy("Parrains et marraines de ma commune"),
    reason=gettext_lazy(
        "Vous recevez ce message parce que vous avez un mandat dans cette commune, que des "
        "ménages souhaitent."
    ),
    optional=True,
    of_a_mandate=True,
)


class SponsorOfferedMail(BodyMail):
    """Mail to a person whom the town hall proposes as a sponsor, asking whether they accept."""

    channel: ClassVar[str] = "sponsors"

    profile_id: UUID
    person_id: UUID
    commune: str
    offered_by: str = ""

    def body(self) -> MailBody:
        words = {
            "commune": self.commune,
            "at_commune": at_name(self.commune),
            "who": self.offered_by,
        }
        thought = (
            _("%(who)s a pensé à vous pour parrainer des personnes qui s’installent ici.")
            if self.offered_by
            else _("On a pensé à vous pour parrainer des personnes qui s’installent ici.")
        )
        return MailBody(
            subject=_("%(commune)s : seriez-vous parrain ou marraine ?") % words,
            title=_("Accueillir ceux qui arrivent %(at_commune)s ?") % words,
            paragraphs=[
                thought % words,
                _(
                    "Quelques rencontres les premiers mois : montrer où l’on trouve quoi, "
                    "présenter deux voisins, répondre à une question. Vous dites combien de "
                    "ménages, et chaque fois oui ou non."
                ),
            ],
            button=(_("Oui, je veux bien"), self._answer("accept_sponsor_offer")),
            links=[(_("Non merci, pas en ce moment"), self._answer("decline_sponsor_offer"))],
        )

    def _answer(self, action: str) -> str:
        return signed_action_url(
            f"welcome.{action}", profile=self.profile_id, person=self.person_id
        )


class SponsorToConfirmMail(BodyMail):
    """Mail to the welcome team: a volunteer sponsor waits for confirmation."""

    channel: ClassVar[str] = "sponsoring_team"

    profile_id: UUID
    person_id: UUID
    name: str
    commune: str
    trade: str = ""
    words: str = ""

    def body(self) -> MailBody:
        words = {"name": self.name, "commune": self.commune, "at_commune": at_name(self.commune)}
        facts = [
            (_("Nom"), self.name),
            (_("Commune"), self.commune),
            (_("Métier"), self.trade),
            (_("En quelques mots"), self.words),
        ]
        return MailBody(
            subject=_("%(commune)s : %(name)s veut bien parrainer") % words,
            title=_("Une personne de plus pour accueillir"),
            paragraphs=[
                _("%(name)s se propose comme parrain ou marraine %(at_commune)s.") % words,
                _("Rien ne lui est proposé avant votre accord."),
                Facts([(label, value) for label, value in facts if value]),
            ],
            button=(
                _("Confirmer"),
                signed_action_url(
                    "welcome.confirm_sponsor", profile=self.profile_id, person=self.person_id
                ),
            ),
            links=[(_("Voir tous les parrains et marraines"), page_url("sponsor_list"))],
        )


class NowASponsorMail(BodyMail):
    """Mail to a new sponsor: what to expect, and where to complete their profile."""

    channel: ClassVar[str] = "sponsors"

    profile_id: UUID
    commune: str

    def body(self) -> MailBody:
        words = {"commune": self.commune, "at_commune": at_name(self.commune)}
        return MailBody(
            subject=_("%(commune)s : merci de parrainer") % words,
            title=_("Vous voilà parrain ou marraine %(at_commune)s") % words,
            paragraphs=[
                _(
                    "Dites-nous votre métier, vos langues et vos disponibilités : nous vous "
                    "proposerons des ménages qui vous ressemblent, un à la fois."
                ),
                _("Vous répondrez chaque fois par oui ou par non, d’un clic."),
            ],
            button=(_("Compléter ma fiche"), page_url("sponsor_profile", self.profile_id)),
            links=[(_("Lire le guide des premiers pas"), page_url("sponsor_guide"))],
        )


class SponsorNotRetainedMail(BodyMail):
    """Mail that notifies a volunteer, gently, that they were not retained as a sponsor."""

    channel: ClassVar[str] = "sponsors"

    commune: str

    def body(self) -> MailBody:
        words = {"commune": self.commune}
        return MailBody(
            subject=_("%(commune)s : votre proposition de parrainage") % words,
            title=_("Merci de vous être proposé(e)"),
            paragraphs=[
                _("Nous ne retenons pas votre proposition pour %(commune)s.") % words,
                _(
                    "Votre geste compte : il y a d’autres façons d’aider, parlez-en à l’équipe "
                    "d’accueil."
                ),
            ],
        )


class SponsorWantedMail(BodyMail):
    """Mail to a person of a town hall who accepted a household, requesting the name of a
    sponsor.
    """

    channel: ClassVar[str] = "commune_sponsors"

    person_id: UUID
    commune_code: str
    commune_name: str

    def body(self) -> MailBody:
        words = {"commune": self.commune_name}
        return MailBody(
            subject=_("%(commune)s : qui accueillerait ce ménage ?") % words,
            title=_("Merci d’avoir dit oui"),
            paragraphs=[
                _(
                    "Un ménage s’installe plus volontiers là où quelqu’un l’attend : un élu, une "
                    "voisine, quelqu’un qui aime accueillir. %(commune)s n’a encore ni parrain ni "
                    "marraine."
                )
                % words,
                _("Une adresse suffit : nous lui écrivons, et un clic lui suffit pour dire oui."),
            ],
            button=(
                _("Proposer un parrain ou une marraine"),
                sponsor_offer_link.url(self.person_id, self.commune_code),
            ),
        )
