"""What those who register answer by one click in a mail. A room declares each under its name."""

from typing import Any, ClassVar
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from bocage.foundation.formatting.grammar import people_words
from bocage.foundation.http.signed_actions import (
    NoLongerPossible,
    Outcome,
    Payload,
    Question,
    SignedAction,
)
from bocage.registrations.kinds import EventKind
from bocage.registrations.models import Event, Registration
from bocage.registrations.operations.registrations import confirm_registration, leave_event
from bocage.registrations.words import place_words

State = Registration.State


class EventAction(SignedAction):
    """Signed action by which a person answers about an event of one kind."""

    kind: ClassVar[EventKind[Any, Any]]
    over: ClassVar[Promise]
    """« Cette rencontre est passée ou annulée. »"""
    page_label: ClassVar[Promise]
    """« Voir la rencontre »."""

    def registration(self, payload: Payload) -> Any:
        """The registration of the link.

        Raises:
            NoLongerPossible: it is forgotten, or its event is over or called off.
        """
        read_with = [f"event__{name}" for name in self.kind.read_with]
        registrations = self.kind.registrations._default_manager.select_related(*read_with)
        registration = registrations.with_addresses().filter(pk=_key(payload)).first()
        if registration is None or not registration.event.is_coming:
            raise NoLongerPossible(self.over)
        return registration

    def registered(self, registration: Registration) -> Outcome:
        """The outcome for who has a seat, or waits for one."""
        is_waiting = registration.state == State.WAITING
        title = _("Vous êtes en liste d’attente") if is_waiting else _("Vous êtes inscrit")
        return self.outcome(title, registration.event)

    def left_outcome(self, event: Event) -> Outcome:
        """The outcome for who does not come."""
        return self.outcome(_("C’est noté : vous ne venez pas"), event)

    def outcome(self, title: str, event: Event) -> Outcome:
        """Returns the page shown after an answer, with a title and a link to the event."""
        return Outcome(
            title=title,
            explanation=place_words(event),
            link=event.get_absolute_url(),
            link_label=self.page_label,
        )


class ConfirmRegistration(EventAction):
    """« Confirmer mon inscription »: the address is theirs."""

    def question(self, payload: Payload) -> Question | Outcome:
        registration = self.registration(payload)
        if registration.is_standing:
            return self.registered(registration)
        if registration.state == State.CANCELLED:
            raise NoLongerPossible
        return Question(
            title=_("Vous venez à « %(title)s » ?") % {"title": registration.event.title},
            explanation=place_words(registration.event),
            answer=_("Oui : %(people)s") % {"people": people_words(registration.people)},
        )

    def perform(self, payload: Payload) -> Outcome:
        return self.registered(
            confirm_registration(registration=self.kind.registrations(pk=_key(payload)))
        )


class LeaveEvent(EventAction):
    """« Je ne viens plus »."""

    def question(self, payload: Payload) -> Question | Outcome:
        registration = self.registration(payload)
        if registration.state == State.CANCELLED:
            return self.left_outcome(registration.event)
        return Question(
            title=_("Vous ne venez plus à « %(title)s » ?") % {"title": registration.event.title},
            explanation=place_words(registration.event),
            answer=_("Je ne viens plus"),
            after=_("Votre place ira à quelqu’un qui attend."),
        )

    def perform(self, payload: Payload) -> Outcome:
        registration = self.registration(payload)
        if registration.state != State.CANCELLED:
            leave_event(by=None, registration=registration)
        return self.left_outcome(registration.event)


def _key(payload: Payload) -> UUID:
    return UUID(str(payload["registration"]))
