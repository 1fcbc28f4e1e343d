"""What the room keeps of somebody's comings, rights, accounts and words,.

Nothing here names anybody else: what a host decided about others is told by place and day.
"""

from datetime import date, datetime
from functools import wraps
from operator import attrgetter

from django.db.models import Q
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bocage.foundation.formatting.grammar import of_name
from bocage.foundation.formatting.money import spoken_euros
from bocage.foundation.formatting.spoken_time import full_period, spoken_date
from bocage.people.known_data import GivesRows, KnownRow, KnownRows, known_section
from bocage.people.models import Person
from bocage.workspaces.models.booking_rules import Clearance, HouseRules, HouseRulesAcceptance
from bocage.workspaces.models.bookings import Booking, BookingMessage
from bocage.workspaces.models.day_messages import DayMessage
from bocage.workspaces.models.payers import PayingOrganisation
from bocage.workspaces.models.presence import Visit
from bocage.workspaces.models.prices import Charge, Pass
from bocage.workspaces.models.reminders import ReminderChoice
from bocage.workspaces.models.series import BookingSeries
from bocage.workspaces.models.waiting import WaitlistEntry


def _latest_first(give: GivesRows) -> GivesRows:
    """Decorator of what gives rows of several kinds, to put them in order."""

    @wraps(give)
    def rows(person: Person, most: int | None) -> list[KnownRow]:
        return sorted(give(person, most), key=attrgetter("at"), reverse=True)

    return rows


def _on(at: datetime) -> str:
    return capfirst(spoken_date(timezone.localdate(at), with_year=True))


def _day(day: date) -> str:
    return spoken_date(day, with_year=True)


def _guests(names: list[str]) -> str:
    return _("avec %(names)s") % {"names": ", ".join(names)} if names else ""


@known_section(
    name="visits",
    title=gettext_lazy("Vos passages"),
    rank=31,
    named_in=("workspaces.Visit.person",),
)
def visit_rows(person: Person, most: int | None) -> KnownRows:
    """When they were in a place, the latest first; one query."""
    visits = (
        Visit.objects.filter(person=person)
        .select_related("place", "resource", "origin")
        .order_by("-arrived_at", "pk")
    )
    for one in visits[:most]:
        yield KnownRow(
            title=_on(one.arrived_at),
            detail=[
                one.place.name,
                one.resource.name if one.resource else "",
                _("sans réservation") if one.is_walk_in else "",
                _("%(of_commune)s") % {"of_commune": of_name(one.origin.name)}
                if one.origin
                else "",
            ],
        )


@known_section(
    name="waits",
    title=gettext_lazy("Vos attentes"),
    rank=32,
    named_in=("workspaces.WaitlistEntry.person",),
)
def wait_rows(person: Person, most: int | None) -> KnownRows:
    """What they waited for, the latest first; two queries."""
    entries = (
        WaitlistEntry.objects.filter(person=person)
        .select_related("place")
        .prefetch_related("resources")
        .order_by("-created_at", "pk")
    )
    for one in entries[:most]:
        yield KnownRow(
            title=full_period(one.period.lower, one.period.upper),
            detail=[
                one.place.name,
                one.wanted,
                str(one.get_status_display()),
                one.purpose,
                _guests(one.guests),
            ],
        )


@known_section(
    name="series",
    title=gettext_lazy("Ce que vous réservez régulièrement"),
    rank=33,
    named_in=(
        "workspaces.BookingSeries.booked_for",
        "workspaces.BookingSeries.created_by",
    ),
)
def series_rows(person: Person, most: int | None) -> KnownRows:
    """The rules of what they book again and again, the latest first; one query."""
    found = (
        BookingSeries.objects.filter(Q(booked_for=person) | Q(created_by=person))
        .select_related("place")
        .order_by("-created_at", "pk")
    )
    for one in found[:most]:
        yield KnownRow(
            title=capfirst(str(one.get_frequency_display())),
            detail=[
                one.place.name,
                _("depuis le %(day)s") % {"day": _day(one.first_on)},
                one.purpose,
                _guests(one.guests),
            ],
        )


@known_section(
    name="clearances",
    title=gettext_lazy("Vos adhésions et prises en main"),
    rank=34,
    named_in=(
        "workspaces.Clearance.person",
        "workspaces.HouseRulesAcceptance.person",
    ),
)
@_latest_first
def right_rows(person: Person, most: int | None) -> KnownRows:
    """What places noted for them, and the house rules that they accepted; two queries."""
    cleared = (
        Clearance.objects.filter(person=person)
        .select_related("place", "resource")
        .order_by("-created_at", "pk")
    )
    accepted = (
        HouseRulesAcceptance.objects.filter(person=person)
        .select_related("house_rules__place")
        .order_by("-accepted_at", "pk")
    )
    for clearance in cleared[:most]:
        yield KnownRow(
            at=clearance.created_at,
            title=capfirst(str(clearance.get_kind_display())),
            detail=[
                str(clearance.resource or clearance.place),
                _("depuis le %(day)s") % {"day": _day(clearance.starts_on)},
                _("finie le %(day)s") % {"day": _day(clearance.ends_on)}
                if clearance.ends_on
                else "",
            ],
        )
    for acceptance in accepted[:most]:
        yield KnownRow(
            at=acceptance.accepted_at,
            title=_("Règlement accepté"),
            detail=[acceptance.house_rules.place.name, _on(acceptance.accepted_at)],
        )


@known_section(
    name="passes_and_charges",
    title=gettext_lazy("Vos carnets et vos comptes"),
    rank=37,
    named_in=(
        "workspaces.Pass.person",
        "workspaces.Booking.booked_for",
        "workspaces.PayingOrganisation_people.person",
    ),
)
@_latest_first
def account_rows(person: Person, most: int | None) -> KnownRows:
    """Their passes, what their bookings cost, who pays for them; the latest first, three
    queries."""
    passes = (
        Pass.objects.filter(person=person)
        .select_related("product", "place")
        .order_by("-sold_at", "pk")
    )
    charges = (
        Charge.objects.filter(booking__booked_for=person)
        .select_related("booking__place")
        .order_by("-booking__created_at", "pk")
    )
    payers = PayingOrganisation.objects.filter(people=person).select_related("place")
    for held in passes[:most]:
        yield KnownRow(
            at=held.sold_at,
            title=held.product.name,
            detail=[
                held.place.name,
                spoken_euros(held.amount_cents),
                ""
                if held.half_days_left is None
                else _("demi-journées restantes : %(count)d") % {"count": held.half_days_left},
            ],
        )
    for charge in charges[:most]:
        yield KnownRow(
            at=charge.booking.created_at,
            title=_("Prix d’une réservation"),
            detail=[
                charge.booking.place.name,
                spoken_euros(charge.amount_cents),
                str(charge.get_status_display()),
            ],
        )
    for payer in payers.order_by("-created_at", "pk")[:most]:
        yield KnownRow(
            at=payer.created_at,
            title=_("Structure qui paie pour vous"),
            detail=f"{payer.name}, {payer.place}",
        )


@known_section(
    name="messages_written",
    title=gettext_lazy("Les messages que vous avez écrits"),
    rank=38,
    named_in=(
        "workspaces.BookingMessage.author",
        "workspaces.DayMessage.sent_by",
    ),
)
@_latest_first
def message_rows(person: Person, most: int | None) -> KnownRows:
    """What they wrote about a booking, or to the visitors of a day; two queries."""
    about = (
        BookingMessage.objects.filter(author=person)
        .select_related("booking__place", "series__place")
        .order_by("-written_at", "pk")
    )
    to_all = (
        DayMessage.objects.filter(sent_by=person).select_related("place").order_by("-sent_at", "pk")
    )
    for message in about[:most]:
        yield KnownRow(
            at=message.written_at,
            title=_on(message.written_at),
            detail=[message.about.place.name, message.text],
        )
    for notice in to_all[:most]:
        yield KnownRow(
            at=notice.sent_at,
            title=notice.subject,
            detail=[notice.place.name, _on(notice.sent_at), notice.text],
        )


@known_section(
    name="reminders",
    title=gettext_lazy("Vos rappels"),
    rank=39,
    named_in=("workspaces.ReminderChoice.person",),
)
def reminder_rows(person: Person, most: int | None) -> KnownRows:
    """When they chose to be reminded of their bookings; one query."""
    chosen = ReminderChoice.objects.filter(person=person).order_by("pk")
    for one in chosen[:most]:
        yield KnownRow(title=_("Rappel de vos réservations"), detail=str(one.get_when_display()))


@known_section(
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
@_latest_first
def decision_rows(person: Person, most: int | None) -> KnownRows:
    """What they decided for a place about others, without who these are; five queries."""
    rules = (
        HouseRules.objects.filter(published_by=person)
        .select_related("place")
        .order_by("-published_at", "pk")
    )
    given = (
        Clearance.objects.filter(granted_by=person)
        .select_related("place")
        .order_by("-created_at", "pk")
    )
    sold = Pass.objects.filter(sold_by=person).select_related("place").order_by("-sold_at", "pk")
    settled = (
        Charge.objects.filter(recorded_by=person)
        .select_related("booking__place")
        .order_by("-booking__created_at", "pk")
    )
    answered = (
        Booking.objects.filter(Q(decided_by=person) | Q(cancelled_by=person))
        .select_related("place")
        .order_by("-created_at", "pk")
    )
    for rule in rules[:most]:
        yield _decision(
            rule.published_at, _("Règlement publié"), rule.place.name, rule.published_at
        )
    for clearance in given[:most]:
        yield _decision(
            clearance.created_at,
            _("Habilitation notée"),
            clearance.place.name,
            clearance.created_at,
        )
    for held in sold[:most]:
        yield _decision(held.sold_at, _("Carnet vendu"), held.place.name, held.sold_at)
    for charge in settled[:most]:
        yield _decision(
            charge.booking.created_at, _("Montant réglé"), charge.booking.place.name, charge.paid_at
        )
    for booking in answered[:most]:
        yield _decision(
            booking.created_at,
            _("Demande réglée") if booking.decided_by_id == person.pk else _("Annulation"),
            booking.place.name,
            booking.decided_at if booking.decided_by_id == person.pk else booking.cancelled_at,
        )


def _decision(at: datetime, what: str, place_name: str, on: datetime | None) -> KnownRow:
    return KnownRow(at=at, title=what, detail=[place_name, _on(on) if on else ""])
