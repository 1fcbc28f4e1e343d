"""What is written about evenings in cities: to who comes, to who is invited."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, ClassVar, Self
from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bocage.foundation.calendars import Happening, Method, Party, invitation
from bocage.foundation.grammar import at_name, people_words
from bocage.foundation.instance import current_instance
from bocage.foundation.mail import Attachment, declare_channel, sender_address
from bocage.foundation.mail.body import BodyMail, Link, MailBody
from bocage.foundation.mail.messages import StopAddresses
from bocage.foundation.signed_actions import signed_action_url
from bocage.foundation.travelling_code import with_code
from bocage.outreach.evening_words import EveningFacts, evening_uid
from bocage.outreach.own_links import (
    no_more_evenings_link,
    own_page_link,
)

declare_channel(
    "outreach_evenings",
    label=gettext_lazy("Mes inscriptions aux soirées"),
    reason=gettext_lazy("Vous recevez ce message parce que vous êtes inscrit à une soirée."),
    optional=False,
)
declare_channel(
    "outreach_invitations",
    label=gettext_lazy("Les invitations aux soirées près de chez moi"),
    reason=gettext_lazy(
        "Vous recevez ce message parce que vous avez accepté d’être invité aux soirées près de"
        " chez vous."
    ),
    optional=False,
)
declare_channel(
    "outreach_club_guests",
    label=gettext_lazy("Les soirées en ville où l’on m’invite"),
    reason=gettext_lazy("Vous recevez ce message parce que vous êtes du club."),
    optional=True,
)

FILE = "soiree.ics"
EXAMPLE = EveningFacts(
    evening_id=UUID("01938a4e-7c00-7000-8000-000000000091"),
    title="Et si vous viviez dans le Perche ?",
    city="Paris",
    where="Café de l’Orne, 12 rue de la Gaîté, 75014 Paris",
    starts_at=datetime(2027, 1, 21, 18, 0, tzinfo=UTC),
    ends_at=datetime(2027, 1, 21, 20, 30, tzinfo=UTC),
    access="Métro Gaîté",
    programme="Trois habitants racontent, puis on se parle.",
    code="parisa7",
)


@dataclass(frozen=True, kw_only=True)
class EveningMail(BodyMail):
    """What every message about an evening says: which, when and where."""

    channel: ClassVar[str] = "outreach_evenings"
    priority: ClassVar[int] = 6

    evening: EveningFacts

    @property
    def words(self) -> dict[str, str]:
        return {
            "title": self.evening.title,
            "when": self.evening.when,
            "at_city": at_name(self.evening.city),
        }

    @property
    def place(self) -> list[str]:
        """When and where, first of all."""
        evening = self.evening
        return [
            _("%(when)s, %(where)s.") % {"when": evening.when, "where": evening.where},
            *([evening.access] if evening.access else []),
        ]

    @property
    def page(self) -> Link:
        path = with_code(
            reverse("evening_detail", args=[self.evening.evening_id]), self.evening.code
        )
        return (_("Voir la soirée"), settings.BOCAGE.public_url + path)

    @classmethod
    def preview(cls) -> Self:
        return cls(evening=EXAMPLE)


@dataclass(frozen=True, kw_only=True)
class RegistrationMail(EveningMail):
    """To who registered. `method` is what their calendar does with it, where it does anything."""

    method: ClassVar[Method | None] = None

    registration_id: UUID
    name: str
    email: str
    people: int = 1
    version: int = 0
    """Of the registration, above that of the evening: calendars compare their sum."""

    def attachments(self) -> list[Attachment]:
        if self.method is None:
            return []
        return [
            Attachment(
                filename=FILE,
                content=self._calendar_file(self.method),
                mimetype="text/calendar",
                method=self.method,
            )
        ]

    def _calendar_file(self, method: Method) -> bytes:
        evening = self.evening
        return invitation(
            uid=evening_uid(self.registration_id),
            happening=Happening(
                sequence=evening.sequence + self.version,
                start=evening.starts_at,
                end=evening.ends_at,
                summary=evening.title,
                description="\n\n".join(filter(None, [evening.programme, evening.access])),
                location=evening.where,
                url=self.page[1],
            ),
            organizer=Party(email=sender_address(), name=current_instance().name),
            attendee=Party(email=self.email, name=self.name),
            method=method,
        )

    def answer(self, action: str) -> str:
        """The signed address of an answer, in the active language."""
        return signed_action_url(f"outreach.{action}", registration=self.registration_id)

    @property
    def leave(self) -> Link:
        return (_("Je ne viens plus"), self.answer("leave_evening"))

    @classmethod
    def preview(cls) -> Self:
        return cls(**cls.example())

    @staticmethod
    def example() -> dict[str, Any]:
        """The registration that previews show."""
        return {
            "evening": EXAMPLE,
            "registration_id": UUID("01938a4e-7c00-7000-8000-000000000092"),
            "name": "Camille Verdier",
            "email": "camille@ville.example",
        }


@dataclass(frozen=True, kw_only=True)
class ConfirmEvening(RegistrationMail):
    """Is this address theirs?"""

    priority: ClassVar[int] = 20

    def body(self) -> MailBody:
        return MailBody(
            subject=_("Confirmez votre inscription : %(title)s") % self.words,
            title=_("Vous venez ?"),
            paragraphs=[
                *self.place,
                _(
                    "Un geste confirme que cette adresse est la vôtre, et votre inscription. Si"
                    " vous n’avez rien demandé, laissez ce message : il n’en restera rien."
                ),
            ],
            button=(_("Confirmer mon inscription"), self.answer("confirm_evening")),
        )


@dataclass(frozen=True, kw_only=True)
class EveningSeat(RegistrationMail):
    """The seat is theirs."""

    method: ClassVar[Method | None] = "REQUEST"

    def body(self) -> MailBody:
        return MailBody(
            subject=_("Vous êtes inscrit : %(title)s") % self.words,
            title=_("On vous attend"),
            paragraphs=[
                *self.place,
                _("C’est noté : %(people)s. Le fichier joint met la soirée dans votre agenda.")
                % {"people": people_words(self.people)},
            ],
            button=self.page,
            links=[self.leave],
        )


@dataclass(frozen=True, kw_only=True)
class EveningWaits(RegistrationMail):
    """It is full: they are told when a seat is theirs."""

    def body(self) -> MailBody:
        return MailBody(
            subject=_("En liste d’attente : %(title)s") % self.words,
            title=_("Vous êtes en liste d’attente"),
            paragraphs=[
                *self.place,
                _(
                    "La soirée est complète. Dès qu’une place se libère, elle est à vous, et nous"
                    " vous l’écrivons aussitôt."
                ),
            ],
            button=self.page,
            links=[(_("Je n’attends plus"), self.answer("leave_evening"))],
        )


@dataclass(frozen=True, kw_only=True)
class EveningSeatGiven(RegistrationMail):
    """They waited; a seat is theirs."""

    method: ClassVar[Method | None] = "REQUEST"

    def body(self) -> MailBody:
        return MailBody(
            subject=_("Une place est à vous : %(title)s") % self.words,
            title=_("Une place est à vous"),
            paragraphs=[
                *self.place,
                _(
                    "Une place s’est libérée : vous êtes inscrit (%(people)s). Si vous ne pouvez"
                    " plus venir, dites-le d’une touche : le suivant l’aura."
                )
                % {"people": people_words(self.people)},
            ],
            button=self.page,
            links=[self.leave],
        )


@dataclass(frozen=True, kw_only=True)
class EveningLeft(RegistrationMail):
    """They do not come any more: their calendar forgets it."""

    method: ClassVar[Method | None] = "CANCEL"

    def body(self) -> MailBody:
        return MailBody(
            subject=_("Vous n’êtes plus inscrit : %(title)s") % self.words,
            title=_("C’est noté : vous ne venez pas"),
            paragraphs=[_("Votre place est libre pour quelqu’un d’autre. À une autre fois !")],
            button=self.page,
        )


@dataclass(frozen=True, kw_only=True)
class EveningHasMoved(RegistrationMail):
    """Another date, another hour or another place."""

    method: ClassVar[Method | None] = "REQUEST"

    left: str

    def body(self) -> MailBody:
        return MailBody(
            subject=_("La soirée a changé : %(title)s, %(when)s") % self.words,
            title=_("La soirée a changé"),
            paragraphs=[
                *self.place,
                _("Elle était prévue ainsi : %(left)s.") % {"left": self.left},
                _(
                    "Votre inscription vous suit. Si ce n’est plus possible pour vous, dites-le"
                    " d’une touche."
                ),
            ],
            button=self.page,
            links=[self.leave],
        )

    @classmethod
    def preview(cls) -> Self:
        return cls(**cls.example(), left="jeudi 14 janvier 2027, de 19 h à 21 h 30, Café de l’Orne")


@dataclass(frozen=True, kw_only=True)
class EveningIsOff(RegistrationMail):
    """It will not take place."""

    method: ClassVar[Method | None] = "CANCEL"

    reason: str = ""

    def body(self) -> MailBody:
        return MailBody(
            subject=_("La soirée est annulée : %(title)s") % self.words,
            title=_("La soirée n’aura pas lieu"),
            paragraphs=[
                _("Elle était prévue %(when)s, %(at_city)s.") % self.words,
                *filter(None, [self.reason]),
            ],
        )


@dataclass(frozen=True, kw_only=True)
class EveningTomorrow(RegistrationMail):
    """The day before."""

    def body(self) -> MailBody:
        return MailBody(
            subject=_("Bientôt : %(title)s, %(when)s") % self.words,
            title=_("À bientôt"),
            paragraphs=[
                *self.place,
                _("On vous attend (%(people)s).") % {"people": people_words(self.people)},
            ],
            button=self.page,
            links=[self.leave],
        )


@dataclass(frozen=True, kw_only=True)
class EveningThanks(RegistrationMail):
    """To who came, in the words of who invited."""

    message: str = ""

    def body(self) -> MailBody:
        home = settings.BOCAGE.public_url + with_code(reverse("new_project"), self.evening.code)
        return MailBody(
            subject=_("Merci d’être venu : %(title)s") % self.words,
            title=_("Merci d’être venu"),
            paragraphs=[*filter(None, [self.message])],
            button=(_("Raconter mon projet"), home),
        )

    @classmethod
    def preview(cls) -> Self:
        return cls(**cls.example(), message="C’était un plaisir. La suite se passe ici, chez nous.")


@dataclass(frozen=True, kw_only=True)
class EveningInvites(EveningMail):
    """To a prospect nearby, who agreed to be invited."""

    channel: ClassVar[str] = "outreach_invitations"
    priority: ClassVar[int] = 1

    invitation_id: UUID
    prospect_id: UUID
    email: str

    def body(self) -> MailBody:
        payload = {"invitation": str(self.invitation_id), "to": self.email}
        return MailBody(
            subject=_("Près de chez vous : %(title)s, %(when)s") % self.words,
            title=self.evening.title,
            paragraphs=[*self.place, *filter(None, [self.evening.programme])],
            button=(_("Je viens"), signed_action_url("outreach.evening_yes", **payload)),
            links=[
                (_("Je ne viens pas"), signed_action_url("outreach.evening_no", **payload)),
                (_("Venir à plusieurs, lire le programme"), self.page[1]),
                (
                    _("Ne plus être invité aux soirées"),
                    no_more_evenings_link.url(self.prospect_id, self.email),
                ),
                (
                    _("Voir ce que vous recevez, ou nous quitter"),
                    own_page_link.url(self.prospect_id, self.email),
                ),
            ],
        )

    def own_stop_addresses(self, language: str) -> StopAddresses:
        """The same address asks people, and takes the POST of mail programs (RFC 8058)."""
        with translation.override(language):
            address = no_more_evenings_link.url(self.prospect_id, self.email)
        return StopAddresses(page=address, one_click=address)

    @classmethod
    def preview(cls) -> Self:
        return cls(
            evening=EXAMPLE,
            invitation_id=UUID("01938a4e-7c00-7000-8000-000000000093"),
            prospect_id=UUID("01938a4e-7c00-7000-8000-000000000081"),
            email="camille@ville.example",
        )


@dataclass(frozen=True, kw_only=True)
class ClubGuestMail(EveningMail):
    """To somebody of the club, who may come to tell of life here."""

    channel: ClassVar[str] = "outreach_club_guests"

    invitation_id: UUID

    def answer(self, action: str) -> str:
        return signed_action_url(f"outreach.{action}", invitation=self.invitation_id, to="")

    @classmethod
    def preview(cls) -> Self:
        return cls(evening=EXAMPLE, invitation_id=UUID("01938a4e-7c00-7000-8000-000000000094"))


@dataclass(frozen=True, kw_only=True)
class ClubGuestAsked(ClubGuestMail):
    """Would they come with us?"""

    def body(self) -> MailBody:
        return MailBody(
            subject=_("Viendriez-vous avec nous %(at_city)s ? %(title)s") % self.words,
            title=_("Viendriez-vous raconter votre vie ici ?"),
            paragraphs=[
                *self.place,
                _(
                    "Ceux qui hésitent à venir croient d’abord ceux qui y vivent. Dites-nous si"
                    " vous pouvez en être : votre place est gardée à part."
                ),
                *filter(None, [self.evening.programme]),
            ],
            button=(_("Je viens"), self.answer("evening_yes")),
            links=[(_("Je ne viens pas"), self.answer("evening_no")), self.page],
        )


@dataclass(frozen=True, kw_only=True)
class ClubGuestTold(ClubGuestMail):
    """An evening that they come to has moved, or is off."""

    left: str = ""
    reason: str = ""

    def body(self) -> MailBody:
        if self.left:
            return MailBody(
                subject=_("La soirée a changé : %(title)s, %(when)s") % self.words,
                title=_("La soirée a changé"),
                paragraphs=[
                    *self.place,
                    _("Elle était prévue ainsi : %(left)s.") % {"left": self.left},
                ],
                button=self.page,
                links=[(_("Je ne viens plus"), self.answer("evening_no"))],
            )
        return MailBody(
            subject=_("La soirée est annulée : %(title)s") % self.words,
            title=_("La soirée n’aura pas lieu"),
            paragraphs=[
                _("Elle était prévue %(when)s, %(at_city)s.") % self.words,
                *filter(None, [self.reason]),
            ],
        )
