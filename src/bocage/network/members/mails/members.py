"""Mails of the club to its members and organisers."""

from datetime import date
from typing import ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bocage.foundation.formatting.times import format_date
from bocage.foundation.http.signed_actions import signed_action_url
from bocage.foundation.mail import declare_channel, page_url
from bocage.foundation.mail.body import MailBody
from bocage.network.members.mails.club import ClubMail

declare_channel(
    "club_membership",
    label=gettext_lazy("Mon adhésion au club"),
    reason=gettext_lazy("Vous recevez ce message parce que vous avez demandé à rejoindre le club."),
    optional=False,
)
declare_channel(
    "club_team",
    label=gettext_lazy("Les demandes à rejoindre le club"),
    reason=gettext_lazy("Vous recevez ce message parce que vous animez le club."),
    optional=True,
    of_a_mandate=True,
)


class MembershipRequested(ClubMail):
    """Message to the people who run the club about a request to join."""

    channel: ClassVar[str] = "club_team"

    name: str
    headline: str
    commune_name: str

    def body(self) -> MailBody:
        words = {
            "name": self.name,
            "headline": self.headline,
            "commune_name": self.commune_name,
        }
        return MailBody(
            subject=_("%(name)s demande à rejoindre le club") % words,
            title=_("Une demande à rejoindre le club"),
            paragraphs=[_("%(name)s, %(commune_name)s : %(headline)s") % words],
            button=(_("Lire la demande"), page_url("club_requests")),
        )


class MembershipMail(ClubMail):
    """Base of the messages to a member about their membership."""

    channel: ClassVar[str] = "club_membership"

    member_id: str
    until: date | None = None

    @property
    def words(self) -> dict[str, str]:
        """Placeholders of the texts: the end of the membership."""
        return {"until_words": format_date(self.until, with_year=True) if self.until else ""}

    @property
    def renewal(self) -> str:
        """Signed link that renews the membership by one click."""
        return signed_action_url("network.renew", member=self.member_id)


class WelcomeToTheClub(MembershipMail):
    """Message at the start of a membership."""

    def body(self) -> MailBody:
        return MailBody(
            subject=_("Bienvenue au club"),
            title=_("Vous êtes membre du club"),
            paragraphs=[
                _(
                    "Votre adhésion court jusqu’au %(until_words)s. Dites ce que vous savez faire "
                    "et ce que vous cherchez : c’est ainsi que les autres membres vous trouvent."
                )
                % self.words
            ],
            button=(_("Compléter ma fiche"), page_url("own_membership")),
            links=[(_("Voir l’annuaire des membres"), page_url("member_list"))],
        )


class RenewMembership(MembershipMail):
    """Message before the end of a membership, with a link that renews it in one click."""

    def body(self) -> MailBody:
        return MailBody(
            subject=_("Restez-vous membre du club ? Votre adhésion finit le %(until_words)s")
            % self.words,
            title=_("Restez-vous membre du club ?"),
            paragraphs=[
                _(
                    "Votre adhésion finit le %(until_words)s. Une touche la renouvelle ; sans "
                    "réponse, elle s’arrête ce jour-là et votre fiche n’est plus montrée."
                )
                % self.words
            ],
            button=(_("Oui, je reste membre"), self.renewal),
        )


class MembershipLapsed(MembershipMail):
    """Message after a membership ended without an answer, with a link that still renews it."""

    def body(self) -> MailBody:
        return MailBody(
            subject=_("Votre adhésion au club s’est arrêtée"),
            paragraphs=[
                _(
                    "Elle n’a pas été renouvelée : votre fiche n’est plus montrée. Rien n’est "
                    "perdu, une touche la remet en place."
                )
            ],
            button=(_("Redevenir membre"), self.renewal),
        )


class MembershipRefused(ClubMail):
    """Message that refuses a request to join, with the reason."""

    channel: ClassVar[str] = "club_membership"

    refusal: str

    def body(self) -> MailBody:
        return MailBody(
            subject=_("Votre demande à rejoindre le club"),
            title=_("Votre demande n’a pas été acceptée"),
            paragraphs=[_("Voici pourquoi :"), self.refusal],
            button=(_("Demander à nouveau"), page_url("club_join")),
        )
