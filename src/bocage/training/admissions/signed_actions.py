"""Signed actions about seats and juries: answers given by one click in a mail."""

from datetime import timedelta
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from bocage.foundation.formatting.times import format_date, format_moment
from bocage.foundation.http.signed_actions import (
    NoLongerPossible,
    Outcome,
    Payload,
    Question,
    SignedAction,
    signed_action,
)
from bocage.people.models import Person
from bocage.people.signed_in import person_of_payload
from bocage.training.admissions.applications.errors import SeatGone
from bocage.training.admissions.applications.models import SeatOffer
from bocage.training.admissions.applications.operations.seat_offers import (
    confirm_seat,
    decline_seat,
)
from bocage.training.admissions.juries.models import Juror
from bocage.training.admissions.juries.operations.juries import enter_jury

GOOD_FOR = timedelta(days=120)
State = SeatOffer.State


@signed_action("training.confirm_seat", max_age=GOOD_FOR)
class ConfirmSeat(SignedAction):
    """« Je viens »."""

    def question(self, payload: Payload) -> Question | Outcome:
        _person, offer = _offer(payload)
        if offer.state == State.CONFIRMED:
            return _coming(offer)
        _check_held(offer)
        return Question(
            title=_("Vous suivez « %(name)s » ?") % {"name": offer.cohort.programme.name},
            explanation=_("Premier jour : %(day)s. Votre place est gardée jusqu’au %(until)s.")
            % {
                "day": format_date(offer.cohort.starts_on, with_year=True),
                "until": format_moment(offer.answer_by),
            },
            answer=_("Je viens"),
        )

    def perform(self, payload: Payload) -> Outcome:
        person, offer = _offer(payload)
        confirm_seat(by=person, offer=offer)
        return _coming(offer)


@signed_action("training.decline_seat", max_age=GOOD_FOR)
class DeclineSeat(SignedAction):
    """« Je ne viens pas »."""

    def question(self, payload: Payload) -> Question | Outcome:
        _person, offer = _offer(payload)
        if offer.state == State.DECLINED:
            return _not_coming(offer)
        _check_held(offer)
        return Question(
            title=_("Vous ne venez pas à « %(name)s » ?") % {"name": offer.cohort.programme.name},
            answer=_("Je ne viens pas"),
            after=_("Votre place redevient libre."),
        )

    def perform(self, payload: Payload) -> Outcome:
        person, offer = _offer(payload)
        decline_seat(by=person, offer=offer)
        return _not_coming(offer)


@signed_action("training.enter_jury", max_age=GOOD_FOR)
class EnterJury(SignedAction):
    """« J’en suis »."""

    def question(self, payload: Payload) -> Question | Outcome:
        _person, juror = _juror(payload)
        if juror.accepted_at is not None:
            return _of_jury(juror)
        return Question(
            title=_("Vous êtes du jury de « %(name)s » ?") % {"name": juror.cohort.programme.name},
            explanation=juror.cohort.name,
            answer=_("J’en suis"),
        )

    def perform(self, payload: Payload) -> Outcome:
        person, juror = _juror(payload)
        enter_jury(by=person, juror=juror)
        return _of_jury(juror)


def _person_of(payload: Payload) -> Person:
    person = person_of_payload(payload)
    if person is None:
        raise NoLongerPossible
    return person


def _offer(payload: Payload) -> tuple[Person, SeatOffer]:
    """Returns the person of the link, and the seat held for them.

    Raises:
        NoLongerPossible: one of them no longer exists.
    """
    person = _person_of(payload)
    offers = SeatOffer.objects.select_related("application", "cohort__programme")
    key = UUID(str(payload["offer"]))
    offer = offers.filter(pk=key, application__applicant=person).first()
    if offer is None:
        raise NoLongerPossible
    return person, offer


def _check_held(offer: SeatOffer) -> None:
    if offer.state != State.HELD or offer.answer_by <= timezone.now():
        raise SeatGone


def _juror(payload: Payload) -> tuple[Person, Juror]:
    """Returns the person of the link, and their seat on the jury.

    Raises:
        NoLongerPossible: they no longer belong to the jury.
    """
    person = _person_of(payload)
    jurors = Juror.objects.select_related("cohort__programme")
    key = UUID(str(payload["juror"]))
    juror = jurors.filter(pk=key, person=person, left_at=None).first()
    if juror is None:
        raise NoLongerPossible
    return person, juror


def _coming(offer: SeatOffer) -> Outcome:
    return Outcome(
        title=_("C’est noté : vous venez"),
        explanation=_("Votre place est à vous."),
        link=reverse("application_detail", args=[offer.application_id]),
        link_label=_("Voir ma candidature"),
    )


def _not_coming(offer: SeatOffer) -> Outcome:
    return Outcome(
        title=_("C’est noté : vous ne venez pas"),
        explanation=_("Merci de l’avoir dit."),
        link=reverse("application_detail", args=[offer.application_id]),
        link_label=_("Voir ma candidature"),
    )


def _of_jury(_juror: Juror) -> Outcome:
    return Outcome(
        title=_("Vous êtes du jury"),
        explanation=_(
            "Les candidatures à lire paraîtront dans votre Espace quand elles vous seront confiées."
        ),
        link=reverse("review_list"),
        link_label=_("Voir ce que j’ai à lire"),
    )
