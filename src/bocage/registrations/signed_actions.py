"""Signed actions of registered people: answers by one click in a mail. Each room registers its
own."""

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
    """Message if the event is over, as in « Cette rencontre est passée ou annulée. »"""
    page_label: ClassVar[Promise]
    """Label of the link to the event, as in « Voir la rencontre »."""

    def registration(self, payload: Payload) -> Any:
        """Returns the registration of the link.

        Raises:
            NoLongerPossible: it is deleted, or its event is over or called off.
        """
        read_with = [f"event__{name}" for name in self.kind.read_with]
        registrations = self.kind.registrations._default_manager.select_related(*read_with)
        registration = registrations.with_addresses().filter(pk=_key(payload)).first()
        if registration is None or not registration.event.is_coming:
            raise NoLongerPossible(self.over)
        return registration

    def registered(self, registration: Registration) -> Outcome:
        """Returns the page shown to a person who has a seat, or waits for one."""
        is_waiting = registration.state == State.WAITING
        title = _("Vous êtes en liste d’attente") if is_waiting else _("Vous êtes inscrit")
        return self.outcome(title, registration.event)

    def left_outcome(self, event: Event) -> Outcome:
        """Returns the page shown to a person who cancels."""
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
    """« Confirmer mon inscription »: confirms the person's address."""

    def question(self, payload: Payload) -> Question | Outcome:
        registration = self.registration(payload)
        if registration.is_active:
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
    """« Je ne viens plus »: cancels the registration."""

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
