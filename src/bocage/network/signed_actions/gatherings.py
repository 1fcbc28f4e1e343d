"""What those who register answer by one click in a mail."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from bocage.foundation.grammar import people_words
from bocage.foundation.signed_actions import (
    NoLongerPossible,
    Outcome,
    Payload,
    Question,
    SignedAction,
    signed_action,
)
from bocage.network.gathering_words import when_words
from bocage.network.models import Registration
from bocage.network.operations.registrations import confirm_registration, leave_gathering

State = Registration.State


@signed_action("network.confirm_registration", max_age=timedelta(days=3))
class ConfirmRegistration(SignedAction):
    """« Confirmer mon inscription »: the address is theirs."""

    def question(self, payload: Payload) -> Question | Outcome:
        registration = _found(payload)
        if registration.is_standing:
            return _noted(registration)
        if registration.state == State.CANCELLED:
            raise NoLongerPossible
        return Question(
            title=_("Vous venez à « %(title)s » ?") % {"title": registration.gathering.title},
            explanation=_about(registration),
            answer=_("Oui : %(people)s") % {"people": people_words(registration.people)},
        )

    def perform(self, payload: Payload) -> Outcome:
        return _noted(confirm_registration(registration_id=_key(payload)))


@signed_action("network.leave_gathering", max_age=timedelta(days=400))
class LeaveGathering(SignedAction):
    """« Je ne viens plus »."""

    def question(self, payload: Payload) -> Question | Outcome:
        registration = _found(payload)
        if registration.state == State.CANCELLED:
            return _left(registration)
        return Question(
            title=_("Vous ne venez plus à « %(title)s » ?")
            % {"title": registration.gathering.title},
            explanation=_about(registration),
            answer=_("Je ne viens plus"),
            after=_("Votre place ira à quelqu’un qui attend."),
        )

    def perform(self, payload: Payload) -> Outcome:
        registration = _found(payload)
        if registration.state != State.CANCELLED:
            registration = leave_gathering(by=None, registration=registration)
        return _left(registration)


def _key(payload: Payload) -> UUID:
    return UUID(str(payload["registration"]))


def _found(payload: Payload) -> Registration:
    """The registration of the link.

    Raises:
        NoLongerPossible: it is forgotten, or its gathering is over or called off.
    """
    registrations = Registration.objects.select_related("gathering__commune", "person")
    registration = registrations.filter(pk=_key(payload)).first()
    if registration is None or not registration.gathering.is_coming:
        raise NoLongerPossible(_("Cette rencontre est passée ou annulée."))
    return registration


def _about(registration: Registration) -> str:
    return f"{when_words(registration.gathering)}, {registration.gathering.where}"


def _noted(registration: Registration) -> Outcome:
    is_waiting = registration.state == State.WAITING
    return Outcome(
        title=_("Vous êtes en liste d’attente") if is_waiting else _("Vous êtes inscrit"),
        explanation=_about(registration),
        link=registration.gathering.get_absolute_url(),
        link_label=_("Voir la rencontre"),
    )


def _left(registration: Registration) -> Outcome:
    return Outcome(
        title=_("C’est noté : vous ne venez pas"),
        explanation=_about(registration),
        link=reverse("gathering_list"),
        link_label=_("Voir les autres rencontres"),
    )
