"""What people answer by mail with one button."""

from datetime import datetime, timedelta
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from bocage.foundation.formatting.spoken_time import full_period
from bocage.foundation.http.signed_actions import (
    NoLongerPossible,
    Outcome,
    Payload,
    Question,
    SignedAction,
    signed_action,
)
from bocage.people.models import Person
from bocage.workspaces import mail_answers, request_answers
from bocage.workspaces.models.bookings import Booking
from bocage.workspaces.operations.cancellations import cancel_booking

__all__ = ["CancelBooking", "mail_answers", "request_answers"]


@signed_action("workspaces.cancel_booking", max_age=timedelta(days=120))
class CancelBooking(SignedAction):
    """The link « Annuler » of a confirmation, for the person whom it was sent to."""

    def question(self, payload: Payload) -> Question | Outcome:
        person, booking = _found(payload)
        if booking.status == Booking.Status.CANCELLED:
            return _cancelled(booking)
        if not person.has_perm("workspaces.cancel_booking", booking):
            raise NoLongerPossible(_("Cette réservation a déjà commencé : elle ne s’annule plus."))
        if booking.status == Booking.Status.REQUESTED:
            return _question_to_withdraw(booking)
        return Question(
            title=_("Annuler cette réservation ?"),
            explanation=f"{booking.place.name} · {full_period(*_ends(booking))}",
            answer=_("Oui, annuler"),
            after=_("La place sera libre pour quelqu’un d’autre aussitôt."),
        )

    def perform(self, payload: Payload) -> Outcome:
        person, booking = _found(payload)
        return _cancelled(cancel_booking(by=person, booking=booking))


def _found(payload: Payload) -> tuple[Person, Booking]:
    booking = (
        Booking.objects.select_related("place__commune", "booked_for")
        .filter(pk=UUID(str(payload["booking"])), booked_for=UUID(str(payload["person"])))
        .first()
    )
    if booking is None or not booking.holder.is_active:
        raise NoLongerPossible
    return booking.holder, booking


def _question_to_withdraw(booking: Booking) -> Question:
    return Question(
        title=_("Retirer cette demande ?"),
        explanation=f"{booking.place.name} · {full_period(*_ends(booking))}",
        answer=_("Oui, la retirer"),
        after=_("Le lieu n’aura plus à répondre."),
    )


def _cancelled(booking: Booking) -> Outcome:
    was_a_request = booking.confirmed_at is None
    return Outcome(
        title=_("La demande est retirée") if was_a_request else _("La réservation est annulée"),
        explanation=f"{booking.place.name} · {full_period(*_ends(booking))}",
        link=reverse("place_detail", args=[booking.place.slug]),
        link_label=_("Choisir un autre moment"),
    )


def _ends(booking: Booking) -> tuple[datetime, datetime]:
    return booking.period.lower, booking.period.upper
