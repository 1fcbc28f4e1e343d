"""Signed links of mails: cancel a booking, book something else instead."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from bocage.foundation.formatting.times import full_period
from bocage.foundation.http.signed_actions import (
    NoLongerPossible,
    Outcome,
    Payload,
    Question,
    SignedAction,
    signed_action,
)
from bocage.people.models import Person
from bocage.workspaces.billing.presentation import price_words
from bocage.workspaces.booking_refusals.errors import BookingRefused, Taken
from bocage.workspaces.bookings.operations.bookings import book_any, book_resources, book_with_any
from bocage.workspaces.bookings.operations.cancellations import cancel_booking
from bocage.workspaces.opening_hours.availability import Interval, local_day
from bocage.workspaces.place_plans.plans import plan_of
from bocage.workspaces.places.models import Place, Resource
from bocage.workspaces.scheduling.models.bookings import Booking

GOOD_FOR = timedelta(days=120)

Status = Booking.Status


@signed_action("workspaces.book_instead", max_age=GOOD_FOR)
class BookInstead(SignedAction):
    """Signed action that books a free alternative to a cancelled booking, or to a refused request.

    Only one of several can be booked: the other links then lead to it. People who lost the same
    hour are offered the same space; the second to book gets a similar one. A person who had several
    desks is offered as many, in one booking.
    """

    def question(self, payload: Payload) -> Question | Outcome:
        lost_booking, resources, period = self._read_payload(payload)
        booked = _booked_instead_of(lost_booking)
        if booked is not None:
            return outcome_of_booking(booked)
        place = resources[0].place
        plan = plan_of(place)
        price = (
            price_words(plan, [resource.pk for resource in resources], period)
            if plan.has_prices
            else ""
        )
        names = ", ".join(resource.name for resource in resources)
        return Question(
            title=_("Réserver à la place ?"),
            explanation=f"{names} · {place.name}\n"
            + " · ".join(filter(None, [full_period(*period), price])),
            answer=_("Oui, réserver"),
            after=_("Confirmation et agenda par courriel. Annulable jusqu’au début."),
        )

    def perform(self, payload: Payload) -> Outcome:
        lost_booking, resources, period = self._read_payload(payload)
        place = resources[0].place
        try:
            booked = _booked_instead_of(lost_booking) or self._book(lost_booking, resources, period)
        except BookingRefused as refusal:
            return _not_booked(refusal, lost_booking, place, period)
        booked.place = place
        return outcome_of_booking(booked)

    def _book(
        self, lost_booking: Booking, resources: Sequence[Resource], period: Interval
    ) -> Booking:
        first = resources[0]
        details: dict[str, Any] = {
            "by": lost_booking.holder,
            "place": first.place,
            "period": period,
            "attendees": lost_booking.attendees,
            "purpose": lost_booking.purpose,
            "guests": lost_booking.guests,
            "is_private": lost_booking.is_private,
            "idempotency_key": _next_key(lost_booking),
        }
        try:
            return book_resources(resources=[resource.pk for resource in resources], **details)
        except Taken:
            if len(resources) == 1:
                return book_any(kind=first.kind, **details)
            return book_with_any(resources=[], count=len(resources), kind=first.kind, **details)

    def _read_payload(self, payload: Payload) -> tuple[Booking, list[Resource], Interval]:
        """Returns the lost booking, the alternative (the resources of one place, in its order), and
        its period.
        """
        lost_booking = (
            Booking.objects.select_related("place", "booked_for")
            .filter(pk=UUID(str(payload["booking"])), booked_for=UUID(str(payload["person"])))
            .first()
        )
        resource_ids = [
            str(payload["resource"]),
            *filter(None, str(payload.get("with", "")).split(",")),
        ]
        resources = list(
            Resource.objects.select_related("place__commune", "place__scope")
            .filter(pk__in=map(UUID, resource_ids))
            .order_by("position", "name", "pk")
        )
        if (
            lost_booking is None
            or len(resources) < len(resource_ids)
            or not lost_booking.holder.is_active
        ):
            raise NoLongerPossible
        starts, ends = (datetime.fromisoformat(str(payload[end])) for end in ("starts", "ends"))
        return lost_booking, resources, Interval(starts, ends)


def _not_booked(
    refusal: BookingRefused, lost_booking: Booking, place: Place, period: Interval
) -> Outcome:
    """Returns why not, and where to go on: nobody who lost a booking stays before a closed door."""
    day = local_day(period.start).isoformat()
    if isinstance(refusal, Taken):
        link = reverse("place_list") + f"?commune={lost_booking.place.commune_id}&jour={day}"
        label = _("Chercher ailleurs ce jour-là")
    else:
        link = f"{place.get_absolute_url()}?jour={day}#reserver"
        label = _("Voir ce lieu ce jour-là")
    return Outcome(
        title=refusal.sentence, explanation=_("Rien n’est réservé."), link=link, link_label=label
    )


def _booked_instead_of(lost_booking: Booking) -> Booking | None:
    """Returns the booking that the person already made through another link of the same mail."""
    replacements = Booking.objects.select_related("place").filter(
        created_by=lost_booking.holder, idempotency_key__startswith=_key(lost_booking)
    )
    return replacements.filter(status__in=Booking.OPEN).first()


def _key(lost_booking: Booking) -> str:
    return f"instead-{lost_booking.pk.hex}"


def _next_key(lost_booking: Booking) -> str:
    """Returns a new idempotency key if the alternative was booked and cancelled since."""
    earlier = Booking.objects.filter(
        created_by=lost_booking.holder, idempotency_key__startswith=_key(lost_booking)
    ).count()
    return f"{_key(lost_booking)}-{earlier}"


def outcome_of_booking(booking: Booking) -> Outcome:
    title = (
        _("Votre demande est partie") if booking.status == Status.REQUESTED else _("C’est réservé")
    )
    return Outcome(
        title=title,
        explanation=_words(booking),
        link=reverse("booking_detail", args=[booking.pk]),
        link_label=_("Voir ma réservation"),
    )


def _words(booking: Booking) -> str:
    return f"{booking.place.name} · {full_period(booking.period.lower, booking.period.upper)}"


@signed_action("workspaces.cancel_booking", max_age=timedelta(days=120))
class CancelBooking(SignedAction):
    """Signed action « Annuler » in a confirmation, for its recipient."""

    def question(self, payload: Payload) -> Question | Outcome:
        person, booking = _read_payload(payload)
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
        person, booking = _read_payload(payload)
        return _cancelled(cancel_booking(by=person, booking=booking))


def _read_payload(payload: Payload) -> tuple[Person, Booking]:
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
