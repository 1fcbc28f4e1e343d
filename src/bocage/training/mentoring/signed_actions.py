"""Signed actions of mentors: answers given by one click in a mail."""

from datetime import timedelta
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from bocage.foundation.http.signed_actions import (
    NoLongerPossible,
    Outcome,
    Payload,
    Question,
    SignedAction,
    signed_action,
)
from bocage.training.mentoring.models import Mentorship
from bocage.training.mentoring.operations import accept_mentorship, decline_mentorship

State = Mentorship.State


@signed_action("training.accept_mentorship", max_age=timedelta(days=60))
class AcceptMentorship(SignedAction):
    """« Oui, je l’accompagne »."""

    def question(self, payload: Payload) -> Question | Outcome:
        mentorship = _mentorship_of(payload)
        if mentorship.state == State.ACTIVE:
            return _accepted(mentorship)
        _check_waiting(mentorship)
        return Question(
            title=_("Accompagner %(learner)s ?") % {"learner": mentorship.enrolment.display_name},
            explanation=mentorship.enrolment.cohort.programme.name,
            answer=_("Oui, je l’accompagne"),
            after=_("Vous recevrez son adresse, et la vôtre lui sera donnée."),
        )

    def perform(self, payload: Payload) -> Outcome:
        mentorship = _mentorship_of(payload)
        return _accepted(accept_mentorship(by=mentorship.mentor.person, mentorship=mentorship))


@signed_action("training.decline_mentorship", max_age=timedelta(days=60))
class DeclineMentorship(SignedAction):
    """« Non, pas cette fois »."""

    def question(self, payload: Payload) -> Question | Outcome:
        mentorship = _mentorship_of(payload)
        if mentorship.state == State.DECLINED:
            return _declined()
        _check_waiting(mentorship)
        return Question(
            title=_("Ne pas accompagner %(learner)s ?")
            % {"learner": mentorship.enrolment.display_name},
            explanation=_("Sans raison à donner : quelqu’un d’autre sera proposé."),
            answer=_("Non, pas cette fois"),
        )

    def perform(self, payload: Payload) -> Outcome:
        mentorship = _mentorship_of(payload)
        decline_mentorship(by=mentorship.mentor.person, mentorship=mentorship)
        return _declined()


def _mentorship_of(payload: Payload) -> Mentorship:
    """Returns the mentorship of the link.

    Raises:
        NoLongerPossible: it no longer exists.
    """
    mentorship = (
        Mentorship.objects.select_related(
            "mentor__person", "enrolment__person", "enrolment__cohort__programme"
        )
        .filter(pk=UUID(str(payload["mentorship"])), mentor__person__is_active=True)
        .first()
    )
    if mentorship is None:
        raise NoLongerPossible
    return mentorship


def _check_waiting(mentorship: Mentorship) -> None:
    if mentorship.state != State.PROPOSED:
        raise NoLongerPossible(_("Ce mentorat n’attend plus de réponse."))


def _accepted(mentorship: Mentorship) -> Outcome:
    return Outcome(
        title=_("Merci : vous accompagnez %(learner)s")
        % {"learner": mentorship.enrolment.display_name},
        explanation=mentorship.enrolment.person.email,
        link=reverse("mentorship", args=[mentorship.pk]),
        link_label=_("Voir le mentorat"),
    )


def _declined() -> Outcome:
    return Outcome(title=_("C’est noté : ce ne sera pas vous"))
