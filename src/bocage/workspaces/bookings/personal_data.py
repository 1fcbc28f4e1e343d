"""Export and erasure of the bookings and visits of a person."""

from collections.abc import Iterator
from datetime import datetime

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy
from django.utils.translation import gettext as _

from bocage.foundation.formatting.grammar import of_name
from bocage.foundation.formatting.times import full_period
from bocage.people.erasure import Erasure, erases, retained_after_erasure
from bocage.people.models import Person
from bocage.people.personal_data import DataItem, DataItems, data_section
from bocage.workspaces.billing.models import Charge, Pass
from bocage.workspaces.booking_rules.models import Clearance, HouseRules
from bocage.workspaces.bookings.models import ReminderChoice, Visit
from bocage.workspaces.scheduling.models.bookings import Booking, BookingMessage
from bocage.workspaces.scheduling.models.series import BookingSeries
from bocage.workspaces.scheduling.personal_data_rows import format_day_of, latest_first


@data_section(
    name="bookings",
    title=gettext_lazy("Vos réservations"),
    rank=30,
    named_in=("workspaces.Booking.booked_for", "workspaces.Booking.created_by"),
    link=("booking_list", gettext_lazy("Voir mes réservations")),
)
def booking_rows(person: Person, limit: int | None) -> DataItems:
    """Yields every booking of a person, cancelled ones too, the latest first; two queries."""
    bookings = (
        Booking.objects.of(person)
        .select_related("place__commune", "booked_for", "created_by")
        .with_resources()
        .order_by("-period", "pk")
    )
    for booking in bookings[:limit]:
        yield DataItem(
            title=full_period(booking.period.lower, booking.period.upper),
            detail=list(_words_of(booking, person)),
            url=reverse("booking_detail", args=[booking.pk]),
        )


def _words_of(booking: Booking, person: Person) -> Iterator[str]:
    yield f"{booking.place.name}, {booking.place.commune.name}"
    yield ", ".join(hold.resource.name for hold in booking.requested_holds)
    yield str(booking.get_status_display())
    if booking.booked_for_id != person.pk:
        holder = booking.holder
        yield gettext("pour %(name)s") % {
            "name": (holder.shows_name_to_hosts and holder.name) or gettext("quelqu’un d’autre")
        }
    elif booking.created_by_id != person.pk:
        yield gettext("faite par %(name)s") % {
            "name": (booking.created_by and booking.created_by.name) or gettext("quelqu’un d’autre")
        }
    yield from filter(None, [booking.purpose, booking.parking_spot, booking.cancellation_note])
    if booking.guests:
        yield gettext("avec %(names)s") % {"names": ", ".join(booking.guests)}
    if booking.is_private:
        yield gettext("privée")


@erases(gettext_lazy("Vos réservations : mots, invités et notes"), rank=700)
def bookings(erasure: Erasure) -> None:
    own_bookings = Booking.objects.filter(booked_for=erasure.person)
    erasure.delete(BookingMessage.objects.filter(booking__in=own_bookings))
    erasure.empty(
        own_bookings,
        purpose="",
        guests=[],
        host_note="",
        parking_spot="",
        decision_note="",
        cancellation_note="",
        idempotency_key="",
    )
    erasure.empty(BookingSeries.objects.filter(booked_for=erasure.person), purpose="", guests=[])
    erasure.empty(Visit.objects.filter(person=erasure.person), idempotency_key="")
    erasure.empty(Charge.objects.filter(booking__in=own_bookings), explanation="")


retained_after_erasure(
    rank=700,
    data=gettext_lazy("Vos réservations, vos forfaits et leurs montants, sans votre nom"),
    why=gettext_lazy(
        "La comptabilité des lieux est gardée par la loi (Code de commerce, L123-22)."
    ),
    until=gettext_lazy("10 ans"),
)


@data_section(
    name="visits",
    title=gettext_lazy("Vos passages"),
    rank=31,
    named_in=("workspaces.Visit.person",),
)
def visit_rows(person: Person, limit: int | None) -> DataItems:
    """Yields the visits of a person to places, the latest first; one query."""
    visits = (
        Visit.objects.filter(person=person)
        .select_related("place", "resource", "origin")
        .order_by("-arrived_at", "pk")
    )
    for visit in visits[:limit]:
        yield DataItem(
            title=format_day_of(visit.arrived_at),
            detail=[
                visit.place.name,
                visit.resource.name if visit.resource else "",
                _("sans réservation") if visit.is_walk_in else "",
                _("%(of_commune)s") % {"of_commune": of_name(visit.origin.name)}
                if visit.origin
                else "",
            ],
        )


@data_section(
    name="reminders",
    title=gettext_lazy("Vos rappels"),
    rank=39,
    named_in=("workspaces.ReminderChoice.person",),
)
def reminder_rows(person: Person, limit: int | None) -> DataItems:
    """Yields when a person chose to be reminded of their bookings; one query."""
    choices = ReminderChoice.objects.filter(person=person).order_by("pk")
    for choice in choices[:limit]:
        yield DataItem(title=_("Rappel de vos réservations"), detail=str(choice.get_when_display()))


@data_section(
    name="decisions",
    title=gettext_lazy("Ce que vous avez décidé pour un lieu"),
    rank=40,
    named_in=(
        "workspaces.HouseRules.published_by",
        "workspaces.Clearance.granted_by",
        "workspaces.Pass.sold_by",
        "workspaces.Charge.recorded_by",
        "workspaces.Booking.decided_by",
        "workspaces.Booking.cancelled_by",
    ),
)
@latest_first
def decision_rows(person: Person, limit: int | None) -> DataItems:
    """Yields the decisions that a person took for places about others, without naming these; five
    queries.
    """
    rules = (
        HouseRules.objects.filter(published_by=person)
        .select_related("place")
        .order_by("-published_at", "pk")
    )
    clearances = (
        Clearance.objects.filter(granted_by=person)
        .select_related("place")
        .order_by("-created_at", "pk")
    )
    sold = Pass.objects.filter(sold_by=person).select_related("place").order_by("-sold_at", "pk")
    charges = (
        Charge.objects.filter(recorded_by=person)
        .select_related("booking__place")
        .order_by("-booking__created_at", "pk")
    )
    answered = (
        Booking.objects.filter(Q(decided_by=person) | Q(cancelled_by=person))
        .select_related("place")
        .order_by("-created_at", "pk")
    )
    for rule in rules[:limit]:
        yield _decision(
            rule.published_at, _("Règlement publié"), rule.place.name, rule.published_at
        )
    for clearance in clearances[:limit]:
        yield _decision(
            clearance.created_at,
            _("Habilitation notée"),
            clearance.place.name,
            clearance.created_at,
        )
    for sold_pass in sold[:limit]:
        yield _decision(
            sold_pass.sold_at, _("Carnet vendu"), sold_pass.place.name, sold_pass.sold_at
        )
    for charge in charges[:limit]:
        yield _decision(
            charge.booking.created_at, _("Montant réglé"), charge.booking.place.name, charge.paid_at
        )
    for booking in answered[:limit]:
        yield _decision(
            booking.created_at,
            _("Demande réglée") if booking.decided_by_id == person.pk else _("Annulation"),
            booking.place.name,
            booking.decided_at if booking.decided_by_id == person.pk else booking.cancelled_at,
        )


def _decision(at: datetime, title: str, place_name: str, on: datetime | None) -> DataItem:
    return DataItem(at=at, title=title, detail=[place_name, format_day_of(on) if on else ""])
