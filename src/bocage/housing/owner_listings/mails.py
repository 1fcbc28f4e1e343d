"""Mails to the owners who offer a home, and to the reviewers of their offers."""

from dataclasses import replace
from datetime import datetime
from typing import ClassVar

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bocage.foundation.formatting.grammar import at_name
from bocage.foundation.formatting.times import format_date
from bocage.foundation.http.signed_actions import signed_action_url
from bocage.foundation.mail import declare_channel, page_url
from bocage.foundation.mail.body import BodyMail, Link, MailBody

declare_channel(
    "housing_owners",
    label=gettext_lazy("Le logement que je propose"),
    reason=gettext_lazy("Vous recevez ce message parce que cette adresse a proposé un logement."),
    optional=False,
)


class OwnerMail(BodyMail):
    """Message about one offer; `title` is that of the home."""

    channel: ClassVar[str] = "housing_owners"
    priority: ClassVar[int] = 0

    offer_id: str
    title: str
    commune_name: str

    def link(self, action: str) -> str:
        """Returns the signed address of an action on this offer, in the language of the message."""
        return signed_action_url(action, offer=self.offer_id)

    def complete(self, body: MailBody) -> MailBody:
        return replace(body, greeting="")

    @property
    def home(self) -> dict[str, str]:
        """Returns the home as sentences name it."""
        return {"title": self.title, "at_commune_name": at_name(self.commune_name)}

    def still_free(self, words: str) -> Link:
        """Returns the link to « still free »."""
        return words, self.link("housing.offer_still_free")

    def withdraw(self, words: str) -> Link:
        """Returns the link to withdraw the home."""
        return words, self.link("housing.withdraw_offer")


class ConfirmOffer(OwnerMail):
    """The address must be confirmed before anybody reads the offer."""

    def body(self) -> MailBody:
        return MailBody(
            subject=_("Confirmez le logement que vous proposez"),
            title=_("Confirmez votre offre"),
            paragraphs=[
                _(
                    "Vous proposez « %(title)s » %(at_commune_name)s. Confirmez que cette adresse "
                    "est la vôtre : l’offre sera ensuite relue par une personne du territoire."
                )
                % self.home,
            ],
            button=(_("Confirmer"), self.link("housing.confirm_offer")),
            after=[
                _(
                    "Si vous n’avez rien proposé, ne faites rien : l’offre sera oubliée dans une "
                    "semaine."
                )
            ],
        )


class OfferPublished(OwnerMail):
    """Mail to an owner: the home is shown; links to withdraw it or to confirm that it is still
    free.
    """

    def body(self) -> MailBody:
        return MailBody(
            subject=_("%(title)s : votre logement est montré") % self.home,
            title=_("Votre logement est montré"),
            paragraphs=[
                _(
                    "« %(title)s », %(at_commune_name)s, est désormais montré à ceux qui cherchent"
                    " à s’installer. Gardez ce message : ses liens vous servent à tout moment."
                )
                % self.home,
            ],
            button=self.still_free(_("Dire qu’il est toujours libre")),
            links=[self.withdraw(_("Le retirer"))],
        )


class OfferStillFree(OwnerMail):
    """Mail « Toujours libre ? » about a home without a confirmation for weeks."""

    confirmed_at: datetime

    def body(self) -> MailBody:
        return MailBody(
            subject=_("%(title)s : toujours libre ?") % self.home,
            title=_("Votre logement est-il toujours libre ?"),
            paragraphs=[
                _(
                    "« %(title)s », %(at_commune_name)s, a été confirmé pour la dernière fois le "
                    "%(confirmed_day)s. Dites-nous d’un clic s’il est toujours libre : sans "
                    "réponse d’ici une semaine, nous ne le montrerons plus."
                )
                % {
                    **self.home,
                    "confirmed_day": format_date(timezone.localtime(self.confirmed_at).date()),
                },
            ],
            button=self.still_free(_("Oui, toujours libre")),
            links=[self.withdraw(_("Non, le retirer"))],
        )


class OfferHidden(OwnerMail):
    """Mail to an owner without an answer: the home is hidden, and one click shows it again."""

    def body(self) -> MailBody:
        return MailBody(
            subject=_("%(title)s : nous ne le montrons plus") % self.home,
            title=_("Votre logement n’est plus montré"),
            paragraphs=[
                _(
                    "Sans nouvelles de vous, nous ne montrons plus « %(title)s », "
                    "%(at_commune_name)s. Rien n’est perdu : s’il est toujours libre, un clic "
                    "suffit pour qu’il revienne."
                )
                % self.home,
            ],
            button=self.still_free(_("Il est toujours libre")),
            links=[self.withdraw(_("Le retirer pour de bon"))],
        )


class OfferRefused(OwnerMail):
    """The offer will not be shown, and why."""

    refusal: str

    def body(self) -> MailBody:
        return MailBody(
            subject=_("%(title)s : votre offre n’a pas été retenue") % self.home,
            title=_("Votre offre n’a pas été retenue"),
            paragraphs=[
                _("« %(title)s », %(at_commune_name)s, ne sera pas montré. Voici pourquoi :")
                % self.home,
                self.refusal,
            ],
            button=(_("Proposer à nouveau"), page_url("offer_home")),
        )
