"""Mails about gatherings: to attendees and to organisers."""

from dataclasses import replace
from typing import ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bocage.foundation.files.calendars import Method
from bocage.foundation.formatting.grammar import people_words
from bocage.foundation.mail import declare_channel, page_url
from bocage.foundation.mail.body import Link, MailBody, Section
from bocage.network.gatherings.formatting import registration_uid
from bocage.registrations.mails import (
    AddressToConfirm,
    EventMail,
    EventMoved,
    EventTomorrow,
    RegistrationMail,
    SeatGiven,
)

declare_channel(
    "gatherings",
    label=gettext_lazy("Mes inscriptions aux rencontres du club"),
    reason=gettext_lazy(
        "Vous recevez ce message parce que vous êtes inscrit à une rencontre du club."
    ),
    optional=False,
)
declare_channel(
    "gathering_reminders",
    label=gettext_lazy("Le rappel, la veille d’une rencontre du club"),
    reason=gettext_lazy(
        "Vous recevez ce message parce que vous êtes inscrit à une rencontre du club."
    ),
    optional=True,
)
declare_channel(
    "gatherings_team",
    label=gettext_lazy("Les rencontres que je prépare"),
    reason=gettext_lazy("Vous recevez ce message parce que vous préparez cette rencontre."),
    optional=False,
)


def place_reason(reason: str) -> list[str]:
    """Returns a paragraph with the reason a place gives for taking its room back, or an empty list
    if it gives none.
    """
    return [_("Le lieu dit : « %(reason)s »") % {"reason": reason}] if reason else []


class GatheringMail(EventMail):
    """Base of the messages about a gathering, which show its name, time and location."""

    channel: ClassVar[str] = "gatherings"
    priority: ClassVar[int] = 5

    def complete(self, body: MailBody) -> MailBody:
        """Adds the title, time and location of the gathering."""
        time_section = Section(self.event.period, [self.event.location])
        return replace(
            body,
            title=self.event.title,
            greeting="",
            paragraphs=[time_section, *body.paragraphs],
        )

    @property
    def page(self) -> Link:
        return (_("Voir la rencontre"), page_url("gathering_detail", self.event.event_id))


class AttendeeMail(GatheringMail, RegistrationMail):
    """Base of the messages to a person registered to a gathering."""

    calendar_file: ClassVar[str] = "rencontre.ics"
    leaving: ClassVar[str] = "network.leave_gathering"

    @property
    def calendar_uid(self) -> str:
        return registration_uid(self.registration_id)

    @property
    def organizer(self) -> str:
        return _("Le club")


class ConfirmRegistration(AttendeeMail, AddressToConfirm):
    """Mail that requires a person without an account to confirm their address."""

    priority: ClassVar[int] = 10
    confirming: ClassVar[str] = "network.confirm_registration"


class Registered(AttendeeMail):
    """Message that confirms a seat."""

    method: ClassVar[Method | None] = "REQUEST"

    def body(self) -> MailBody:
        return MailBody(
            subject=_("Vous êtes inscrit : %(title)s") % self.words,
            paragraphs=[
                _("C’est noté : %(people)s. Le fichier joint la met dans votre agenda.")
                % {"people": people_words(self.people)}
            ],
            button=self.page,
            links=[self.leave],
        )


class WaitsForASeat(AttendeeMail):
    """Message that confirms a place on the waiting list of a full gathering."""

    def body(self) -> MailBody:
        return MailBody(
            subject=_("En liste d’attente : %(title)s") % self.words,
            paragraphs=[
                _(
                    "La rencontre est complète. Dès qu’une place se libère, elle est à vous, et "
                    "nous vous l’écrivons aussitôt."
                )
            ],
            button=self.page,
            links=[(_("Je n’attends plus"), self.answer(self.leaving))],
        )


class SeatIsYours(AttendeeMail, SeatGiven):
    """Message to a person on the waiting list who gets a seat."""


class RegistrationCancelled(AttendeeMail):
    """Message that confirms a cancelled registration, and removes the gathering from the person's
    calendar.
    """

    method: ClassVar[Method | None] = "CANCEL"

    def body(self) -> MailBody:
        return MailBody(
            subject=_("Vous n’êtes plus inscrit : %(title)s") % self.words,
            paragraphs=[_("C’est noté, et votre place est libre pour quelqu’un d’autre.")],
            button=self.page,
        )


class GatheringHasMoved(AttendeeMail, EventMoved):
    """Message about a new date, time or location."""

    subject: ClassVar[Promise] = gettext_lazy("La rencontre a changé : %(title)s, %(when)s")


class GatheringIsOff(AttendeeMail):
    """Message about a gathering that is called off, with the reason if there is one."""

    method: ClassVar[Method | None] = "CANCEL"

    reason: str = ""

    def body(self) -> MailBody:
        return MailBody(
            subject=_("La rencontre est annulée : %(title)s") % self.words,
            paragraphs=[_("Elle n’aura pas lieu."), *filter(None, [self.reason])],
            button=(_("Voir les autres rencontres"), page_url("gathering_list")),
        )


class GatheringTomorrow(AttendeeMail, EventTomorrow):
    """Reminder sent the day before a gathering."""

    channel: ClassVar[str] = "gathering_reminders"


class WordFromTheOrganiser(AttendeeMail):
    """Message written by the organiser to the attendees."""

    message: str = ""

    def body(self) -> MailBody:
        return MailBody(
            subject=_("Un mot sur la rencontre : %(title)s") % self.words,
            paragraphs=[*filter(None, [self.message])],
            button=self.page,
            links=[self.leave],
        )


class TeamMail(GatheringMail):
    """Base of the messages to the people who run the gathering."""

    channel: ClassVar[str] = "gatherings_team"

    @property
    def manage(self) -> str:
        return page_url("gathering_manage", self.event.event_id)


class RoomIsLost(TeamMail):
    """Message to the organisers when the place takes the room back, refuses it or moves its
    booking.
    """

    reason: str = ""
    has_guests: bool = False

    def body(self) -> MailBody:
        return MailBody(
            subject=_("La salle n’est plus réservée : %(title)s") % self.words,
            paragraphs=[
                _(
                    "Le lieu ne tient plus la salle à ce moment : choisissez une autre salle ou un "
                    "autre moment."
                ),
                *(
                    [_("Les inscrits n’en savent rien encore : ils apprendront votre choix.")]
                    if self.has_guests
                    else []
                ),
                *place_reason(self.reason),
            ],
            button=(_("Choisir une autre salle"), self.manage),
        )


class RoomIsAnother(TeamMail):
    """Message to the organisers when the place gives the gathering another room at the same time,
    with whether the registered people are notified too.
    """

    former_room: str
    notifies_guests: bool = False
    """Whether the gathering has registered people, who are then notified."""

    def body(self) -> MailBody:
        return MailBody(
            subject=_("La salle change : %(title)s") % self.words,
            paragraphs=[
                _("Le lieu donne une autre salle au même moment. C’était : %(left)s.")
                % {"left": self.former_room},
                *([_("Ceux qui viennent en sont prévenus.")] if self.notifies_guests else []),
            ],
            button=(_("Voir la rencontre"), self.manage),
        )


class RoomIsAgreed(TeamMail):
    """Message to the organisers when the place accepts a requested room."""

    def body(self) -> MailBody:
        return MailBody(
            subject=_("La salle est réservée : %(title)s") % self.words,
            paragraphs=[_("Le lieu a dit oui.")],
            button=(_("Voir la rencontre"), self.manage),
        )


class GatheringProposed(TeamMail):
    """A member proposes a gathering."""

    name: str = ""

    def body(self) -> MailBody:
        return MailBody(
            subject=_("%(name)s propose une rencontre : %(title)s")
            % {**self.words, "name": self.name or _("Un membre")},
            paragraphs=[
                *filter(None, [self.event.description]),
                _("Ouvrez-la telle quelle, changez-la, ou dites non avec un mot."),
            ],
            button=(_("Lire la proposition"), self.manage),
        )


class ProposalAnswered(GatheringMail):
    """Message to the person who proposed a gathering, opened or declined."""

    is_open: bool = True
    reason: str = ""

    def body(self) -> MailBody:
        if self.is_open:
            return MailBody(
                subject=_("Votre rencontre est ouverte : %(title)s") % self.words,
                paragraphs=[_("Elle est à l’agenda du club : inscrivez-vous, et dites-le autour.")],
                button=self.page,
            )
        return MailBody(
            subject=_("Votre proposition n’est pas retenue : %(title)s") % self.words,
            paragraphs=[_("Merci de l’avoir faite."), *filter(None, [self.reason])],
            button=(_("Voir les autres rencontres"), page_url("gathering_list")),
        )
