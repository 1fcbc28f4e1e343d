"""Mails to registered people. A room sets the channel, texts and place of each."""

from typing import ClassVar
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from bocage.foundation.files.calendars import CalendarEvent, Method, Party, invitation
from bocage.foundation.formatting.grammar import people_words
from bocage.foundation.http.signed_actions import signed_action_url
from bocage.foundation.mail import Attachment, sender_address
from bocage.foundation.mail.body import BodyMail, Link, MailBody
from bocage.registrations.words import EventFacts


class EventMail(BodyMail):
    """Base of the mails about an event."""

    event: EventFacts

    @property
    def words(self) -> dict[str, str]:
        return {"title": self.event.title, "when": self.event.period}

    @property
    def page(self) -> Link:
        """Link to the page of the event."""
        raise NotImplementedError


class RegistrationMail(EventMail):
    """Base of the mails to people who registered. `method` is the iCalendar method of the attached
    event, which is not attached if it is None.
    """

    method: ClassVar[Method | None] = None
    calendar_file: ClassVar[str]
    """Name of the attached iCalendar file."""
    leaving: ClassVar[str]
    """Name of the signed action that cancels the registration."""

    registration_id: UUID
    name: str
    email: str
    people: int = 1
    version: int = 0
    """Version of the registration, added to that of the event: calendars compare the sum."""

    def attachments(self) -> list[Attachment]:
        if self.method is None:
            return []
        return [
            Attachment(
                filename=self.calendar_file,
                content=self._content(self.method),
                mimetype="text/calendar",
                method=self.method,
            )
        ]

    def _content(self, method: Method) -> bytes:
        """Returns the iCalendar content that adds, updates or removes the event."""
        event = self.event
        return invitation(
            CalendarEvent(
                uid=self.calendar_uid,
                sequence=event.sequence + self.version,
                start=event.starts_at,
                end=event.ends_at,
                summary=event.title,
                description=event.calendar_words,
                location=event.location,
                url=self.page[1],
            ),
            organizer=Party(email=sender_address(), name=self.organizer),
            attendee=Party(email=self.email, name=self.name),
            method=method,
        )

    @property
    def calendar_uid(self) -> str:
        """UID of the event in their calendar."""
        raise NotImplementedError

    @property
    def organizer(self) -> str:
        """Name of the organiser in calendars."""
        raise NotImplementedError

    def answer(self, action: str) -> str:
        """Returns the signed address of an answer, in the active language."""
        return signed_action_url(action, registration=self.registration_id)

    @property
    def leave(self) -> Link:
        return (_("Je ne viens plus"), self.answer(self.leaving))


class AddressToConfirm(RegistrationMail, shared_template=BodyMail.template):
    """Mail to a person without an account, to confirm their address."""

    confirming: ClassVar[str]
    """Name of the signed action that confirms the address."""

    def body(self) -> MailBody:
        return MailBody(
            subject=_("Confirmez votre inscription : %(title)s") % self.words,
            paragraphs=[
                _(
                    "Un geste confirme que cette adresse est la vôtre, et votre inscription. Si "
                    "vous n’avez rien demandé, laissez ce message : il n’en restera rien."
                )
            ],
            button=(_("Confirmer mon inscription"), self.answer(self.confirming)),
        )


class SeatGiven(RegistrationMail, shared_template=BodyMail.template):
    """Mail to a person of the waiting list who now has a seat."""

    method: ClassVar[Method | None] = "REQUEST"

    def body(self) -> MailBody:
        return MailBody(
            subject=_("Une place est à vous : %(title)s") % self.words,
            paragraphs=[
                _(
                    "Une place s’est libérée : vous êtes inscrit (%(people)s). Si vous ne pouvez "
                    "plus venir, dites-le d’une touche : le suivant l’aura."
                )
                % {"people": people_words(self.people)}
            ],
            button=self.page,
            links=[self.leave],
        )


class EventMoved(RegistrationMail, shared_template=BodyMail.template):
    """Mail about a change of date, time or place."""

    method: ClassVar[Method | None] = "REQUEST"
    subject: ClassVar[Promise]
    """« La rencontre a changé : %(title)s, %(when)s »."""

    former_place: str

    def body(self) -> MailBody:
        return MailBody(
            subject=str(self.subject) % self.words,
            paragraphs=[
                _("Elle était prévue ainsi : %(left)s.") % {"left": self.former_place},
                _(
                    "Votre inscription vous suit. Si ce n’est plus possible pour vous, dites-le "
                    "d’une touche."
                ),
            ],
            button=self.page,
            links=[self.leave],
        )


class EventTomorrow(RegistrationMail, shared_template=BodyMail.template):
    """Reminder mail, the day before the event."""

    def body(self) -> MailBody:
        return MailBody(
            subject=_("Bientôt : %(title)s, %(when)s") % self.words,
            paragraphs=[_("On vous attend (%(people)s).") % {"people": people_words(self.people)}],
            button=self.page,
            links=[self.leave],
        )
