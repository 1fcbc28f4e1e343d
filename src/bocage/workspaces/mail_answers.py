"""Answers to the mails about waiting lists and closures, each with one button.

`signed_actions` imports them, so that they are found when the product starts.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
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
from bocage.workspaces.availability import Interval, local_day
from bocage.workspaces.conditions import must_accept_house_rules
from bocage.workspaces.errors import BookingRefused, HouseRulesNotAccepted, Taken
from bocage.workspaces.models.bookings import Booking
from bocage.workspaces.models.places import Place, Resource
from bocage.workspaces.models.waiting import WaitlistEntry
from bocage.workspaces.operations.bookings import book_any, book_resources, book_with_any
from bocage.workspaces.operations.waitlist import accept_offer, decline_offer
from bocage.workspaces.plans import plan_of
from bocage.workspaces.price_presentation import price_words
from bocage.workspaces.request_errors import OfferGone

GOOD_FOR = timedelta(days=120)

Status = Booking.Status


class _OfferAnswer(SignedAction):
    """What somebody who waited answers to an offer; an older link says nothing of a newer."""

    def found(self, payload: Payload) -> tuple[Person, WaitlistEntry]:
        entry = (
            WaitlistEntry.objects.select_related("place__commune", "person", "offer__place")
            .filter(pk=UUID(str(payload["entry"])), person=UUID(str(payload["person"])))
            .first()
        )
        if entry is None or not entry.person.is_active:
            raise NoLongerPossible
        if entry.offer_id != UUID(str(payload["booking"])):
            raise OfferGone
        return entry.person, entry


@signed_action("workspaces.take_offer", max_age=GOOD_FOR)
class TakeOffer(_OfferAnswer):
    """« Prendre la place »."""

    def question(self, payload: Payload) -> Question | Outcome:
        _person, entry = self.found(payload)
        if entry.status == WaitlistEntry.Status.BOOKED and entry.offer:
            return _booked(entry.offer)
        if entry.status != WaitlistEntry.Status.OFFERED or not _still_offered(entry):
            raise OfferGone
        if entry.offer and must_accept_house_rules(entry.person, plan_of(entry.place)):
            return _read_house_rules_first(entry.offer)
        return Question(
            title=_("Prendre cette place ?"),
            explanation=_wish_words(entry),
            answer=_("Oui, je la prends"),
            after=_("Elle est gardée pour vous jusqu’à votre réponse ou jusqu’à l’échéance."),
        )

    def perform(self, payload: Payload) -> Outcome:
        person, entry = self.found(payload)
        try:
            return _booked(accept_offer(by=person, entry=entry))
        except HouseRulesNotAccepted:
            if entry.offer is None:
                raise
            return _read_house_rules_first(entry.offer)


@signed_action("workspaces.decline_offer", max_age=GOOD_FOR)
class DeclineOffer(_OfferAnswer):
    """« Non merci »."""

    def question(self, payload: Payload) -> Question | Outcome:
        _person, entry = self.found(payload)
        if entry.status == WaitlistEntry.Status.DECLINED:
            return self._left(entry)
        if entry.status != WaitlistEntry.Status.OFFERED:
            raise OfferGone
        return Question(
            title=_("Laisser cette place à quelqu’un d’autre ?"),
            explanation=_wish_words(entry),
            answer=_("Oui, la laisser"),
            after=_("Elle est proposée aussitôt à la personne suivante."),
        )

    def perform(self, payload: Payload) -> Outcome:
        person, entry = self.found(payload)
        return self._left(decline_offer(by=person, entry=entry))

    def _left(self, entry: WaitlistEntry) -> Outcome:
        if entry.status != WaitlistEntry.Status.DECLINED:
            raise OfferGone
        return Outcome(
            title=_("C’est noté, merci"),
            explanation=_("La place va à la personne suivante."),
            link=reverse("place_list"),
            link_label=_("Trouver où travailler"),
        )


@signed_action("workspaces.book_instead", max_age=GOOD_FOR)
class BookInstead(SignedAction):
    """A free alternative to a booking that fell, or to a request that was refused.

    One of several is enough: once one is booked, the others lead to it. Those who lost the same
    hour are offered the same space; who comes second gets another of its kind beside it. Who had
    several desks is offered as many, in one booking.
    """

    def question(self, payload: Payload) -> Question | Outcome:
        lost, resources, period = self._found(payload)
        booked = _booked_instead_of(lost)
        if booked is not None:
            return _booked(booked)
        place = resources[0].place
        plan = plan_of(place)
        price = price_words(plan, [one.pk for one in resources], period) if plan.has_prices else ""
        names = ", ".join(one.name for one in resources)
        return Question(
            title=_("Réserver à la place ?"),
            explanation=f"{names} · {place.name}\n"
            + " · ".join(filter(None, [full_period(*period), price])),
            answer=_("Oui, réserver"),
            after=_("Confirmation et agenda par courriel. Annulable jusqu’au début."),
        )

    def perform(self, payload: Payload) -> Outcome:
        lost, resources, period = self._found(payload)
        place = resources[0].place
        try:
            booked = _booked_instead_of(lost) or self._book(lost, resources, period)
        except BookingRefused as refusal:
            return _not_booked(refusal, lost, place, period)
        booked.place = place
        return _booked(booked)

    def _book(self, lost: Booking, resources: Sequence[Resource], period: Interval) -> Booking:
        first = resources[0]
        details: dict[str, Any] = {
            "by": lost.holder,
            "place": first.place,
            "period": period,
            "attendees": lost.attendees,
            "purpose": lost.purpose,
            "guests": lost.guests,
            "is_private": lost.is_private,
            "idempotency_key": _next_key(lost),
        }
        try:
            return book_resources(resources=[one.pk for one in resources], **details)
        except Taken:
            if len(resources) == 1:
                return book_any(kind=first.kind, **details)
            return book_with_any(named=[], count=len(resources), kind=first.kind, **details)

    def _found(self, payload: Payload) -> tuple[Booking, list[Resource], Interval]:
        """What was lost, what is booked instead (the resources of one place, in its order), and
        when."""
        lost = (
            Booking.objects.select_related("place", "booked_for")
            .filter(pk=UUID(str(payload["booking"])), booked_for=UUID(str(payload["person"])))
            .first()
        )
        named = [str(payload["resource"]), *filter(None, str(payload.get("with", "")).split(","))]
        resources = list(
            Resource.objects.select_related("place__commune", "place__scope")
            .filter(pk__in=map(UUID, named))
            .order_by("position", "name", "pk")
        )
        if lost is None or len(resources) < len(named) or not lost.holder.is_active:
            raise NoLongerPossible
        starts, ends = (datetime.fromisoformat(str(payload[end])) for end in ("starts", "ends"))
        return lost, resources, Interval(starts, ends)


def _not_booked(refusal: BookingRefused, lost: Booking, place: Place, period: Interval) -> Outcome:
    """Why not, and where to go on: nobody who lost a booking stays before a closed door."""
    day = local_day(period.start).isoformat()
    if isinstance(refusal, Taken):
        link = reverse("place_list") + f"?commune={lost.place.commune_id}&jour={day}"
        label = _("Chercher ailleurs ce jour-là")
    else:
        link = f"{place.get_absolute_url()}?jour={day}#reserver"
        label = _("Voir ce lieu ce jour-là")
    return Outcome(
        title=refusal.sentence, explanation=_("Rien n’est réservé."), link=link, link_label=label
    )


def _booked_instead_of(lost: Booking) -> Booking | None:
    """What its person has booked already through another link of the same mail."""
    mine = Booking.objects.select_related("place").filter(
        created_by=lost.holder, idempotency_key__startswith=_key(lost)
    )
    return mine.filter(status__in=Booking.OPEN).first()


def _key(lost: Booking) -> str:
    return f"instead-{lost.pk.hex}"


def _next_key(lost: Booking) -> str:
    """A key of its own where what was booked instead was cancelled since."""
    earlier = Booking.objects.filter(
        created_by=lost.holder, idempotency_key__startswith=_key(lost)
    ).count()
    return f"{_key(lost)}-{earlier}"


def _still_offered(entry: WaitlistEntry) -> bool:
    offer = entry.offer
    return (
        offer is not None and offer.status == Status.OFFERED and offer.answer_due > timezone.now()
    )


def _read_house_rules_first(offer: Booking) -> Outcome:
    """Nobody accepts by a click what they have not read: the page of the offer shows it."""
    return Outcome(
        title=_("Le règlement du lieu a changé"),
        explanation=_("La place est gardée pour vous. Lisez-le et acceptez-le pour la prendre."),
        link=reverse("booking_detail", args=[offer.pk]),
        link_label=_("Lire le règlement et prendre la place"),
    )


def _booked(booking: Booking) -> Outcome:
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


def _wish_words(entry: WaitlistEntry) -> str:
    period = entry.period_told
    return f"{entry.place.name} · {full_period(period.lower, period.upper)}"
