"""Mails about evenings in cities: to registered people, and to invited people."""

from dataclasses import replace
from typing import ClassVar
from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from bocage.foundation.files.calendars import Method
from bocage.foundation.formatting.grammar import at_name, people_words
from bocage.foundation.http.attribution import with_code
from bocage.foundation.http.signed_actions import signed_action_url
from bocage.foundation.instance import current_instance
from bocage.foundation.mail import declare_channel
from bocage.foundation.mail.body import Link, MailBody
from bocage.foundation.mail.messages import UnsubscribeLinks
from bocage.outreach.evenings.formatting import EveningFacts, evening_uid
from bocage.outreach.prospects.links import own_page_link, unsubscribe_links
from bocage.registrations.mails import (
    AddressToConfirm,
    EventMail,
    EventMoved,
    EventTomorrow,
    RegistrationMail,
    SeatGiven,
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


class EveningMail(EventMail):
    """Base of the mails about an evening, which state which one it is, when and where."""

    channel: ClassVar[str] = "outreach_evenings"
    priority: ClassVar[int] = 6

    event: EveningFacts

    @property
    def words(self) -> dict[str, str]:
        return {**super().words, "at_city": at_name(self.event.city)}

    @property
    def place(self) -> list[str]:
        """Lines with the time, the place and the way to reach it, which come first in a mail."""
        event = self.event
        return [
            _("%(when)s, %(where)s.") % {"when": event.period, "where": event.location},
            *([event.access] if event.access else []),
        ]

    @property
    def page(self) -> Link:
        path = with_code(reverse("evening_detail", args=[self.event.event_id]), self.event.code)
        return (_("Voir la soirée"), settings.BOCAGE.public_url + path)


class GuestMail(EveningMail, RegistrationMail):
    """Base of the mails to people who registered. A mail whose text does not begin with the evening
    sets a `heading`, above the time and place.
    """

    calendar_file: ClassVar[str] = "soiree.ics"
    leaving: ClassVar[str] = "outreach.leave_evening"
    heading: ClassVar[Promise | str] = ""

    def complete(self, body: MailBody) -> MailBody:
        """Adds the heading, the date and the place."""
        if not self.heading:
            return body
        return replace(body, title=str(self.heading), paragraphs=[*self.place, *body.paragraphs])

    @property
    def calendar_uid(self) -> str:
        return evening_uid(self.registration_id)

    @property
    def organizer(self) -> str:
        return current_instance().name


class ConfirmEvening(GuestMail, AddressToConfirm):
    """Mail that requests confirmation of the address of a registration."""

    priority: ClassVar[int] = 20
    confirming: ClassVar[str] = "outreach.confirm_evening"
    heading: ClassVar[Promise | str] = gettext_lazy("Vous venez ?")


class EveningSeat(GuestMail):
    """The seat is theirs."""

    method: ClassVar[Method | None] = "REQUEST"
    heading: ClassVar[Promise | str] = gettext_lazy("On vous attend")

    def body(self) -> MailBody:
        return MailBody(
            subject=_("Vous êtes inscrit : %(title)s") % self.words,
            paragraphs=[
                _("C’est noté : %(people)s. Le fichier joint met la soirée dans votre agenda.")
                % {"people": people_words(self.people)},
            ],
            button=self.page,
            links=[self.leave],
        )


class EveningWaits(GuestMail):
    """Mail to a person on the waiting list of a full evening, who will be notified when a seat is
    theirs.
    """

    heading: ClassVar[Promise | str] = gettext_lazy("Vous êtes en liste d’attente")

    def body(self) -> MailBody:
        return MailBody(
            subject=_("En liste d’attente : %(title)s") % self.words,
            paragraphs=[
                _(
                    "La soirée est complète. Dès qu’une place se libère, elle est à vous, et nous"
                    " vous l’écrivons aussitôt."
                ),
            ],
            button=self.page,
            links=[(_("Je n’attends plus"), self.answer(self.leaving))],
        )


class EveningSeatGiven(GuestMail, SeatGiven):
    """Mail to a person of the waiting list who now has a seat."""

    heading: ClassVar[Promise | str] = gettext_lazy("Une place est à vous")


class EveningLeft(GuestMail):
    """Mail to a person who has unregistered; it removes the evening from their calendar."""

    method: ClassVar[Method | None] = "CANCEL"

    def body(self) -> MailBody:
        return MailBody(
            subject=_("Vous n’êtes plus inscrit : %(title)s") % self.words,
            title=_("C’est noté : vous ne venez pas"),
            paragraphs=[_("Votre place est libre pour quelqu’un d’autre. À une autre fois !")],
            button=self.page,
        )


class EveningHasMoved(GuestMail, EventMoved):
    """Mail about a change of date, time or place."""

    subject: ClassVar[Promise] = gettext_lazy("La soirée a changé : %(title)s, %(when)s")
    heading: ClassVar[Promise | str] = gettext_lazy("La soirée a changé")


class EveningIsOff(GuestMail):
    """Mail about an evening that is called off."""

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


class EveningTomorrow(GuestMail, EventTomorrow):
    """The day before."""

    heading: ClassVar[Promise | str] = gettext_lazy("À bientôt")


class EveningThanks(GuestMail):
    """Mail that thanks those who came, in the words of the organiser."""

    message: str = ""

    def body(self) -> MailBody:
        home = settings.BOCAGE.public_url + with_code(reverse("new_project"), self.event.code)
        return MailBody(
            subject=_("Merci d’être venu : %(title)s") % self.words,
            title=_("Merci d’être venu"),
            paragraphs=[*filter(None, [self.message])],
            button=(_("Raconter mon projet"), home),
        )


class EveningInvites(EveningMail):
    """Invitation of a prospect who lives nearby and agreed to be invited."""

    channel: ClassVar[str] = "outreach_invitations"
    priority: ClassVar[int] = 1

    invitation_id: UUID
    prospect_id: UUID
    email: str

    def body(self) -> MailBody:
        payload = {"invitation": str(self.invitation_id), "to": self.email}
        return MailBody(
            subject=_("Près de chez vous : %(title)s, %(when)s") % self.words,
            title=self.event.title,
            paragraphs=[*self.place, *filter(None, [self.event.description])],
            button=(_("Je viens"), signed_action_url("outreach.evening_yes", **payload)),
            links=[
                (_("Je ne viens pas"), signed_action_url("outreach.evening_no", **payload)),
                (_("Venir à plusieurs, lire le programme"), self.page[1]),
                (
                    _("Ne plus être invité aux soirées"),
                    self.own_unsubscribe_links(get_language() or "fr").page,
                ),
                (
                    _("Voir ce que vous recevez, ou nous quitter"),
                    own_page_link.url(self.prospect_id, self.email),
                ),
            ],
        )

    def own_unsubscribe_links(self, language: str) -> UnsubscribeLinks:
        """Takes back the agreement to be invited (RFC 8058)."""
        return unsubscribe_links(self.prospect_id, self.email, "evenings", language)


class ClubGuestMail(EveningMail):
    """Base of the mails to a member of the club invited to an evening to speak of life here."""

    channel: ClassVar[str] = "outreach_club_guests"

    invitation_id: UUID

    def answer(self, action: str) -> str:
        return signed_action_url(f"outreach.{action}", invitation=self.invitation_id, to="")


class ClubGuestInvitation(ClubGuestMail):
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
                *filter(None, [self.event.description]),
            ],
            button=(_("Je viens"), self.answer("evening_yes")),
            links=[(_("Je ne viens pas"), self.answer("evening_no")), self.page],
        )


class ClubGuestChange(ClubGuestMail):
    """An evening that they come to has moved, or is off."""

    former_place: str = ""
    reason: str = ""

    def body(self) -> MailBody:
        if self.former_place:
            return MailBody(
                subject=_("La soirée a changé : %(title)s, %(when)s") % self.words,
                title=_("La soirée a changé"),
                paragraphs=[
                    *self.place,
                    _("Elle était prévue ainsi : %(left)s.") % {"left": self.former_place},
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
