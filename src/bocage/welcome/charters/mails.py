"""Mails about the charter and its commitments, to town halls and to the welcome team."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import ClassVar
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bocage.foundation.formatting.grammar import of_name
from bocage.foundation.formatting.times import format_date
from bocage.foundation.mail import declare_channel, page_url
from bocage.foundation.mail.body import BodyMail, Facts, MailBody
from bocage.welcome.charters.links import charter_link
from bocage.welcome.charters.models import Commitment

declare_channel(
    "charters",
    label=gettext_lazy("Charte d’accueil de ma commune"),
    reason=gettext_lazy(
        "Vous recevez ce message parce que vous avez un mandat dans cette commune, ou que vous "
        "l’accompagnez."
    ),
    optional=False,
)


@dataclass(frozen=True, kw_only=True)
class PromiseFacts:
    """Facts about a commitment that a mail gives."""

    kind: str
    words: str
    due_on: date

    @property
    def title(self) -> str:
        return self.words or str(Commitment.Kind(self.kind).label)

    @property
    def due(self) -> str:
        return format_date(self.due_on, with_year=True, with_weekday=False)


class CharterMail(BodyMail):
    """Base of the mails about a charter: shows its commitments, with their dates."""

    channel: ClassVar[str] = "charters"
    priority: ClassVar[int] = 0

    commune_name: str
    commune_code: str
    promises: Sequence[PromiseFacts] = field(default_factory=list)

    def complete(self, body: MailBody) -> MailBody:
        """Adds the commitments, each with its date."""
        promises = Facts([(promise.due, promise.title) for promise in self.promises])
        return replace(body, paragraphs=[*body.paragraphs, promises])

    @property
    def town(self) -> dict[str, str]:
        return {"commune": self.commune_name, "of_commune": of_name(self.commune_name)}

    @property
    def page(self) -> str:
        """Absolute URL of the charter of the commune."""
        return page_url("commune_charter", self.commune_code)


class CharterToSignMail(CharterMail):
    """Mail that invites each elected person of the commune to read and sign the charter."""

    person_id: UUID
    requested_by: str = ""

    def body(self) -> MailBody:
        sender = self.requested_by or _("L’équipe d’accueil")
        return MailBody(
            subject=_("%(commune)s : la charte d’accueil à signer") % self.town,
            title=_("La charte d’accueil"),
            paragraphs=[
                _(
                    "%(who)s vous propose de signer la charte d’accueil au nom %(of_commune)s : "
                    "six phrases, et les engagements que vous choisissez, avec leur date."
                )
                % {**self.town, "who": sender},
                _("Rien n’est signé tant que vous n’avez pas appuyé sur le bouton de la page."),
            ],
            button=(
                _("Lire la charte et signer"),
                charter_link.url(self.person_id, self.commune_code),
            ),
        )


class CharterSignedMail(CharterMail):
    """Mail to the town hall and to the welcome team, with the charter as it was signed."""

    signer: str

    def body(self) -> MailBody:
        return MailBody(
            subject=_("%(commune)s a signé la charte d’accueil") % self.town,
            title=_("La charte est signée"),
            paragraphs=[
                _("Signée par %(signer)s. Voici ce à quoi la commune s’engage.")
                % {"signer": self.signer},
                _("Nous vous rappellerons chaque date à temps."),
            ],
            button=(_("Voir la charte"), self.page),
        )


class CharterFollowsMail(CharterMail):
    """Mail to the signatory and to the current town hall: the communes have merged, and the charter
    applies to the new one.
    """

    former_name: str
    signer: str

    def body(self) -> MailBody:
        words = {**self.town, "former": self.former_name, "signer": self.signer}
        return MailBody(
            subject=_("%(commune)s : la charte d’accueil signée pour %(former)s suit") % words,
            title=_("La charte suit la commune nouvelle"),
            paragraphs=[
                _("%(former)s et %(commune)s ne font plus qu’une commune.") % words,
                _(
                    "La charte que %(signer)s avait signée pour %(former)s vaut désormais pour "
                    "%(commune)s, avec ses engagements et leurs dates."
                )
                % words,
                _("Rien n’est à signer de nouveau. Une date ne va plus ? Changez-la sur la page."),
            ],
            button=(_("Voir la charte"), self.page),
        )


class ChartersJoinedMail(CharterFollowsMail):
    """Mail to the signatories of two communes that merged: the charter signed first stays in force,
    with the commitments of the other.
    """

    ended_signer: str

    def body(self) -> MailBody:
        words = {
            **self.town,
            "former": self.former_name,
            "signer": self.signer,
            "of_ended": of_name(self.ended_signer),
        }
        return MailBody(
            subject=_("%(commune)s : les deux chartes d’accueil n’en font plus qu’une") % words,
            title=_("Deux chartes, une seule commune"),
            paragraphs=[
                _("%(former)s et %(commune)s ne font plus qu’une commune.") % words,
                _(
                    "La charte signée la première, par %(signer)s, reste. Celle %(of_ended)s "
                    "la rejoint, et les engagements encore à tenir la suivent."
                )
                % words,
                _("Rien n’est à signer de nouveau. Une date ne va plus ? Changez-la sur la page."),
            ],
            button=(_("Voir la charte"), self.page),
        )


class CommitmentsDueMail(CharterMail):
    """Mail that reminds the town hall of commitments that are due soon."""

    def body(self) -> MailBody:
        return MailBody(
            subject=_("%(commune)s : un engagement arrive à sa date") % self.town,
            title=_("Bientôt"),
            paragraphs=[
                _("La commune s’y est engagée en signant la charte d’accueil."),
                _("C’est fait ? Dites-le sur la page. Il faut plus de temps ? Changez la date."),
            ],
            button=(_("Ouvrir les engagements"), self.page),
        )


class CommitmentsLateMail(CharterMail):
    """Mail to the town hall and to the welcome team about commitments that are a week late."""

    def body(self) -> MailBody:
        return MailBody(
            subject=_("%(commune)s : un engagement a passé sa date") % self.town,
            title=_("Une date est passée"),
            paragraphs=[
                _("Ce n’est pas un reproche : dites ce qui manque, ou choisissez une autre date."),
            ],
            button=(_("Ouvrir les engagements"), self.page),
        )
