"""What the room keeps of somebody's comings, rights, accounts and words,.

Nothing here names anybody else: what a host decided about others is told by place and day.
"""

from collections.abc import Iterable
from datetime import date, datetime
from itertools import islice

from django.db.models import Q
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bocage.foundation.grammar import of_name
from bocage.foundation.money import spoken_euros
from bocage.foundation.spoken_time import full_period, spoken_date
from bocage.people.known_data import KnownRow, KnownRows, known_section
from bocage.people.models import Person
from bocage.workspaces.models import (
    Booking,
    BookingMessage,
    BookingSeries,
    Charge,
    Clearance,
    DayMessage,
    HouseRules,
    HouseRulesAcceptance,
    Pass,
    PayingOrganisation,
    ReminderChoice,
    Visit,
    WaitlistEntry,
)

Dated = tuple[datetime, KnownRow]


def _latest(dated: Iterable[Dated], most: int | None) -> list[KnownRow]:
    ordered = sorted(dated, key=lambda pair: pair[0], reverse=True)
    return [row for _at, row in islice(ordered, most)]


def _on(at: datetime) -> str:
    return capfirst(spoken_date(timezone.localdate(at), with_year=True))


def _day(day: date) -> str:
    return spoken_date(day, with_year=True)


def _joined(*parts: str) -> str:
    return " · ".join(filter(None, parts))


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
            detail=_joined(
                one.place.name,
                one.resource.name if one.resource else "",
                _("sans réservation") if one.is_walk_in else "",
                _("%(of_commune)s") % {"of_commune": of_name(one.origin.name)}
                if one.origin
                else "",
            ),
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
            detail=_joined(
                one.place.name,
                one.wanted,
                str(one.get_status_display()),
                one.purpose,
                _guests(one.guests),
            ),
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
            detail=_joined(
                one.place.name,
                _("depuis le %(day)s") % {"day": _day(one.first_on)},
                one.purpose,
                _guests(one.guests),
            ),
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
def right_rows(person: Person, most: int | None) -> list[KnownRow]:
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
    rows: list[Dated] = [
        (
            one.created_at,
            KnownRow(
                title=capfirst(str(one.get_kind_display())),
                detail=_joined(
                    str(one.resource or one.place),
                    _("depuis le %(day)s") % {"day": _day(one.starts_on)},
                    _("finie le %(day)s") % {"day": _day(one.ends_on)} if one.ends_on else "",
                ),
            ),
        )
        for one in cleared[:most]
    ]
    rows += [
        (
            one.accepted_at,
            KnownRow(
                title=_("Règlement accepté"),
                detail=_joined(one.house_rules.place.name, _on(one.accepted_at)),
            ),
        )
        for one in accepted[:most]
    ]
    return _latest(rows, most)


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
def account_rows(person: Person, most: int | None) -> list[KnownRow]:
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
    rows: list[Dated] = [
        (
            one.sold_at,
            KnownRow(
                title=one.product.name,
                detail=_joined(
                    one.place.name,
                    spoken_euros(one.amount_cents),
                    ""
                    if one.half_days_left is None
                    else _("demi-journées restantes : %(count)d") % {"count": one.half_days_left},
                ),
            ),
        )
        for one in passes[:most]
    ]
    rows += [
        (
            one.booking.created_at,
            KnownRow(
                title=_("Prix d’une réservation"),
                detail=_joined(
                    one.booking.place.name,
                    spoken_euros(one.amount_cents),
                    str(one.get_status_display()),
                ),
            ),
        )
        for one in charges[:most]
    ]
    rows += [
        (
            one.created_at,
            KnownRow(title=_("Structure qui paie pour vous"), detail=f"{one.name}, {one.place}"),
        )
        for one in payers.order_by("-created_at", "pk")[:most]
    ]
    return _latest(rows, most)


@known_section(
    name="messages_written",
    title=gettext_lazy("Les messages que vous avez écrits"),
    rank=38,
    named_in=(
        "workspaces.BookingMessage.author",
        "workspaces.DayMessage.sent_by",
    ),
)
def message_rows(person: Person, most: int | None) -> list[KnownRow]:
    """What they wrote about a booking, or to the visitors of a day; two queries."""
    about = (
        BookingMessage.objects.filter(author=person)
        .select_related("booking__place", "series__place")
        .order_by("-written_at", "pk")
    )
    to_all = (
        DayMessage.objects.filter(sent_by=person).select_related("place").order_by("-sent_at", "pk")
    )
    rows: list[Dated] = [
        (
            one.written_at,
            KnownRow(title=_on(one.written_at), detail=_joined(one.about.place.name, one.text)),
        )
        for one in about[:most]
    ]
    rows += [
        (
            one.sent_at,
            KnownRow(title=one.subject, detail=_joined(one.place.name, _on(one.sent_at), one.text)),
        )
        for one in to_all[:most]
    ]
    return _latest(rows, most)


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
def decision_rows(person: Person, most: int | None) -> list[KnownRow]:
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
    rows: list[Dated] = []
    rows += [
        (one.published_at, _decision(_("Règlement publié"), one.place.name, one.published_at))
        for one in rules[:most]
    ]
    rows += [
        (one.created_at, _decision(_("Habilitation notée"), one.place.name, one.created_at))
        for one in given[:most]
    ]
    rows += [
        (one.sold_at, _decision(_("Carnet vendu"), one.place.name, one.sold_at))
        for one in sold[:most]
    ]
    rows += [
        (
            one.booking.created_at,
            _decision(_("Montant réglé"), one.booking.place.name, one.paid_at),
        )
        for one in settled[:most]
    ]
    rows += [
        (
            one.created_at,
            _decision(
                _("Demande réglée") if one.decided_by_id == person.pk else _("Annulation"),
                one.place.name,
                one.decided_at if one.decided_by_id == person.pk else one.cancelled_at,
            ),
        )
        for one in answered[:most]
    ]
    return _latest(rows, most)


def _decision(what: str, place_name: str, at: datetime | None) -> KnownRow:
    return KnownRow(title=what, detail=_joined(place_name, _on(at) if at else ""))
