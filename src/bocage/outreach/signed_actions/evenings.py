"""What those who are invited to an evening, or registered, answer by one click in a mail."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

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
from bocage.outreach.evening_words import when_words
from bocage.outreach.models import CityEvening, EveningInvitation, EveningRegistration
from bocage.outreach.operations.evening_registrations import (
    answer_as_guest,
    come_by_invitation,
    confirm_coming,
    decline_invitation,
    leave_evening,
)

State = EveningRegistration.State
GOOD_FOR = timedelta(days=400)


@signed_action("outreach.confirm_evening", max_age=timedelta(days=3))
class ConfirmEvening(SignedAction):
    """« Confirmer mon inscription »: the address is theirs."""

    def question(self, payload: Payload) -> Question | Outcome:
        registration = _registration(payload)
        if registration.is_standing:
            return _noted(registration)
        if registration.state == State.CANCELLED:
            raise NoLongerPossible
        return Question(
            title=_("Vous venez à « %(title)s » ?") % {"title": registration.evening.title},
            explanation=_about(registration.evening),
            answer=_("Oui : %(people)s") % {"people": people_words(registration.people)},
        )

    def perform(self, payload: Payload) -> Outcome:
        return _noted(confirm_coming(registration_id=UUID(str(payload["registration"]))))


@signed_action("outreach.leave_evening", max_age=GOOD_FOR)
class LeaveEvening(SignedAction):
    """« Je ne viens plus »."""

    def question(self, payload: Payload) -> Question | Outcome:
        registration = _registration(payload)
        if registration.state == State.CANCELLED:
            return _left(registration.evening)
        return Question(
            title=_("Vous ne venez plus à « %(title)s » ?") % {"title": registration.evening.title},
            explanation=_about(registration.evening),
            answer=_("Je ne viens plus"),
            after=_("Votre place ira à quelqu’un qui attend."),
        )

    def perform(self, payload: Payload) -> Outcome:
        registration = _registration(payload)
        if registration.state != State.CANCELLED:
            leave_evening(by=None, registration=registration)
        return _left(registration.evening)


@signed_action("outreach.evening_yes", max_age=GOOD_FOR)
class EveningYes(SignedAction):
    """« Je viens », of a prospect, who takes a seat, or of a guest of the club, who takes none."""

    def question(self, payload: Payload) -> Question | Outcome:
        invitation = _invitation(payload)
        return Question(
            title=_("Vous venez à « %(title)s » ?") % {"title": invitation.evening.title},
            explanation=_about(invitation.evening),
            answer=_("Je viens"),
        )

    def perform(self, payload: Payload) -> Outcome:
        invitation = _invitation(payload)
        if invitation.prospect_id is not None:
            return _noted(come_by_invitation(invitation=invitation))
        answer_as_guest(invitation=invitation, answer=EveningInvitation.Answer.YES.value)
        return Outcome(
            title=_("Merci : on compte sur vous"),
            explanation=_about(invitation.evening),
            link=invitation.evening.get_absolute_url(),
            link_label=_("Voir la soirée"),
        )


@signed_action("outreach.evening_no", max_age=GOOD_FOR)
class EveningNo(SignedAction):
    """« Je ne viens pas »."""

    def question(self, payload: Payload) -> Question | Outcome:
        invitation = _invitation(payload)
        return Question(
            title=_("Vous ne venez pas à « %(title)s » ?") % {"title": invitation.evening.title},
            explanation=_about(invitation.evening),
            answer=_("Je ne viens pas"),
        )

    def perform(self, payload: Payload) -> Outcome:
        invitation = _invitation(payload)
        decline_invitation(invitation=invitation)
        return _left(invitation.evening)


def _registration(payload: Payload) -> EveningRegistration:
    """The registration of the link.

    Raises:
        NoLongerPossible: it is forgotten, or its evening is over or called off.
    """
    registrations = EveningRegistration.objects.select_related("evening__campaign__departement")
    found = registrations.filter(pk=UUID(str(payload["registration"]))).first()
    if found is None or found.evening.status != CityEvening.Status.OPEN:
        raise NoLongerPossible(_("Cette soirée est passée ou annulée."))
    return found


def _invitation(payload: Payload) -> EveningInvitation:
    """The invitation of the link.

    Raises:
        NoLongerPossible: it is gone, was for another address, or its evening is over or off.
    """
    invitations = EveningInvitation.objects.select_related("evening__campaign", "prospect")
    found = invitations.filter(pk=UUID(str(payload["invitation"]))).first()
    if found is None or found.evening.status != CityEvening.Status.OPEN:
        raise NoLongerPossible(_("Cette soirée est passée ou annulée."))
    if found.prospect is not None and found.prospect.email != payload["to"]:
        raise NoLongerPossible
    return found


def _about(evening: CityEvening) -> str:
    return f"{when_words(evening)}, {evening.where}"


def _noted(registration: EveningRegistration) -> Outcome:
    is_waiting = registration.state == State.WAITING
    return Outcome(
        title=_("Vous êtes en liste d’attente") if is_waiting else _("Vous êtes inscrit"),
        explanation=_about(registration.evening),
        link=registration.evening.get_absolute_url(),
        link_label=_("Voir la soirée"),
    )


def _left(evening: CityEvening) -> Outcome:
    return Outcome(
        title=_("C’est noté : vous ne venez pas"),
        explanation=_about(evening),
        link=evening.get_absolute_url(),
        link_label=_("Voir la soirée"),
    )
