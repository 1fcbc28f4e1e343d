"""Loads the demo through the operations of the rooms, as if people had done it themselves."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import nullcontext
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Max
from django.db.models.functions import Lower
from django.utils import timezone
from procrastinate.contrib.django import app

from bocage.demo.afterwards import PRIORITY, queue_part
from bocage.demo.cast import ADMIN, CAST, COORDINATOR, HOST, SETTLED_TELEWORKER, CastMember
from bocage.demo.club.gatherings import rooms_of_gatherings
from bocage.demo.commune_facts import write_facts_of_communes, write_years_of_communes
from bocage.demo.homes.leads import report_leads, write_to_the_town_hall
from bocage.demo.homes.offers import offer_homes
from bocage.demo.homes.wishes import look_for_homes, offer_a_house
from bocage.demo.neighbours import NEIGHBOURS
from bocage.demo.outreach.assets import publish_assets
from bocage.demo.places.cast_bookings import cast_bookings
from bocage.demo.places.census import BOITRON, CENSUS_PLACES, DemoPlace
from bocage.demo.places.invented import INVENTED_PLACES
from bocage.demo.places.planning import DAYS_AHEAD, PlannedBooking, opening_hours, plan_bookings
from bocage.demo.places.presence import note_presence, open_the_doors
from bocage.demo.places.prices import pay_past_bookings, set_prices
from bocage.demo.places.rules import accept_rules, announce_closure, set_rules
from bocage.demo.places.series import (
    PlannedSeries,
    book_planned_series,
    change_some_dates,
    planned_series,
)
from bocage.demo.places.waiting import (
    create_waiting_requests,
    follow_outside_calendars,
    search_in_vain,
    write_for_tomorrow,
)
from bocage.demo.savepoints import run_whole
from bocage.demo.training.course import rooms_of_sessions
from bocage.demo.welcome.company import book_a_desk
from bocage.demo.welcome.households import NEWCOMERS
from bocage.demo.welcome.stages import welcome_households
from bocage.foundation.db.statistics import analyze_after_commit
from bocage.foundation.mail import without_mails
from bocage.people.models import Partner, Person, Role, Scope
from bocage.people.operations.instance import update_instance_settings
from bocage.people.operations.mandates import appoint_administrator, grant_mandate
from bocage.people.operations.persons import create_person
from bocage.people.operations.scopes import create_partner, scope_of
from bocage.territory.models import Commune, Departement
from bocage.workspaces.booking_refusals.errors import BookingRefused
from bocage.workspaces.bookings.operations.bookings import book_resource
from bocage.workspaces.bookings.operations.cancellations import cancel_booking
from bocage.workspaces.hosting.operations.opening_hours import set_weekly_hours
from bocage.workspaces.hosting.operations.places import add_resource, open_place, publish_place
from bocage.workspaces.models import Booking, Hold, Place, Resource
from bocage.workspaces.opening_hours.availability import Interval, day_interval, local_day

DEPARTEMENT = "61"
PLACES = (*CENSUS_PLACES, *INVENTED_PLACES)
INSTANCE = {
    "name": "Bocage",
    "tagline": "le télétravail dans l’Orne",
    "tagline_en": "telework in the Orne",
    "territory_name": "l’Orne",
    "territory_name_en": "the Orne",
    "introduction": "L’Orne accueille celles et ceux qui télétravaillent : un bureau équipé près "
    "de chez vous, à la demi-journée, dans un lieu où l’on vous attend.",
    "introduction_en": "The Orne welcomes those who telework: an equipped desk near you, by the "
    "half-day, in a place where you are expected.",
    "contact_email": "accueil@orne.example",
    "press_contact": f"{COORDINATOR.name}, chargée d’accueil",
    "press_email": "presse@orne.example",
    "press_introduction": "Dans l’Orne, on peut garder son métier et changer de vie : des bureaux "
    "ouverts à tous, des logements que seules les mairies connaissent, et quelqu’un qui attend "
    "celles et ceux qui arrivent.",
    "press_introduction_en": "In the Orne, one can keep one’s job and change one’s life: desks "
    "open to all, homes that only town halls know of, and somebody who awaits those who arrive.",
}
MANDATES_SINCE = timedelta(days=200)
REFRESHED_AFTER_DAYS = 7
"""A demo that is left running plans further once its month ahead has become this much shorter."""

PICTURES = "demo.load_home_pictures"
"""The task calls this room, so it is known here by its name alone."""

Progress = Callable[[str, int, int], None]
"""Progress callback: label of the part, amount done, and total."""


@dataclass
class DemoReport:
    """Report of a load; all zero if the demo was already loaded."""

    people: int = 0
    places: int = 0
    bookings: int = 0
    cancelled: int = 0
    series: int = 0
    homes: int = 0
    """Listings of homes."""
    presences: int = 0
    """Arrivals and walk-ins that were noted."""
    refused: list[str] = field(default_factory=list)
    """Bookings that the product refused, with its reason: none the first time."""


def load_demo(*, now: datetime, progress: Progress = lambda *_: None) -> DemoReport:
    """Loads people, places and two months of bookings around a moment, all or nothing.

    Requires the communes of the Orne. Called again, it adds to the existing data: see `live_on`.
    """
    if _loaded_until() is not None:
        return live_on(now=now, progress=progress)
    return run_whole(lambda: _load_everything(now, progress))


def _load_everything(now: datetime, progress: Progress) -> DemoReport:
    report, today = DemoReport(), local_day(now)
    series = planned_series(today)
    occurrences = [occurrence for sery in series for occurrence in sery.occurrences()]
    planned = _plan(today, fixed=cast_bookings(today), occurrences=occurrences)
    with without_mails():
        people = _create_people(report, progress)
        _grant_mandates(people, today)
        _open_places(people, report, progress)
        set_prices(people, planned, today)
        set_rules(people, today)
        accept_rules([*planned, *occurrences], people)
        update_instance_settings(by=people[ADMIN.email], values=INSTANCE)
        _book_series(series, people, now, report)
    _book(planned, people, now, report, progress)
    with without_mails():
        write_facts_of_communes(today=today)
        write_years_of_communes(today=today)
        report.homes = offer_homes(people, Departement.objects.get(code=DEPARTEMENT), now)
        progress("homes", report.homes, report.homes)
        open_the_doors()
        report.presences = note_presence(now=now)
        search_in_vain(now)
        report_leads(people, now)
        look_for_homes(people)
        offer_a_house(now)
        welcome_households(people, now)
        publish_assets(people, now)
        report.bookings += book_a_desk(people, now)
    write_to_the_town_hall(people, now)
    announce_closure(people, now)
    create_waiting_requests(people, now)
    write_for_tomorrow(people, now)
    follow_outside_calendars(people)
    pay_past_bookings(people, now)
    queue_part(0, now=timezone.now())
    analyze_after_commit()
    app.configure_task(PICTURES, priority=PRIORITY).defer()
    return report


def live_on(*, now: datetime, progress: Progress = lambda *_: None) -> DemoReport:
    """Continues the life of a loaded demo: people come to Boitron, and book further ahead once the
    month ahead gets short. Does nothing if no demo is loaded.
    """
    report = DemoReport()
    today = local_day(now)
    loaded_until = _loaded_until()
    if loaded_until is None:
        return report
    if loaded_until < today + timedelta(days=DAYS_AHEAD - REFRESHED_AFTER_DAYS):
        _plan_further(loaded_until + timedelta(days=1), today, now, report, progress)
    with without_mails():
        report.presences = note_presence(now=now)
    return report


@transaction.atomic
def _plan_further(
    since: date, today: date, now: datetime, report: DemoReport, progress: Progress
) -> None:
    people = {person.email: person for person in Person.objects.filter(email__in=_addresses())}
    planned = _plan(today, occurrences=_booked_since(since), since=since)
    accept_rules(planned, people)
    _book(planned, people, now, report, progress)
    create_waiting_requests(people, now)
    pay_past_bookings(people, now)


def _plan(
    today: date,
    *,
    fixed: Iterable[PlannedBooking] = (),
    occurrences: Iterable[PlannedBooking] = (),
    since: date | None = None,
) -> list[PlannedBooking]:
    return plan_bookings(
        today,
        places=PLACES,
        people=[neighbour.email for neighbour in NEIGHBOURS],
        fixed=list(fixed),
        occurrences=occurrences,
        since=since,
    )


def _booked_since(since: date) -> Iterator[PlannedBooking]:
    """Yields the existing bookings from a day on: dates of series, and bookings made by
    visitors."""
    facts = {place.slug: place for place in PLACES}
    holds = Hold.objects.filter(
        is_holding=True,
        is_implied=False,
        resource__place__slug__in=facts,
        period__endswith__gt=day_interval(since).start,
    ).values_list("resource__place__slug", "resource__name", "booking__booked_for__email", "period")
    for slug, name, email, period in holds.order_by("period"):
        resources = [resource for resource in facts[slug].resources if resource.name == name]
        if resources:
            yield PlannedBooking(
                place=facts[slug],
                resource=resources[0],
                person=email or "",
                period=Interval(period.lower, period.upper),
                booked_days_before=0,
                attendees=1,
                purpose="",
            )


def _addresses() -> list[str]:
    return [*(member.email for member in CAST), *(neighbour.email for neighbour in NEIGHBOURS)]


def _loaded_until() -> date | None:
    """Returns the last day booked by the demo's people, except for series, gatherings and course
    sessions; None before the first loading."""
    cast_bookings_made = Booking.objects.filter(
        booked_for__email__in=_addresses(), series=None
    ).exclude(pk__in=[*rooms_of_gatherings(), *rooms_of_sessions()])
    last = cast_bookings_made.aggregate(start=Max(Lower("period")))["start"]
    return local_day(last) if last else None


def _create_people(report: DemoReport, progress: Progress) -> dict[str, Person]:
    people = {}
    total = len(CAST) + len(NEIGHBOURS) + len(NEWCOMERS)
    for member in CAST:
        people[member.email] = create_person(
            email=member.email,
            name=member.name,
            language=member.language,
            situation=member.situation,
        )
    for neighbour in NEIGHBOURS:
        people[neighbour.email] = create_person(email=neighbour.email, name=neighbour.name)
        progress("people", len(people), total)
    for email, name, language in NEWCOMERS:
        people[email] = create_person(email=email, name=name, language=language)
        progress("people", len(people), total)
    report.people = len(people)
    return people


def _grant_mandates(people: Mapping[str, Person], today: date) -> None:
    """Appoints the administrator first, who grants the mandates that do not depend on a place."""
    appoint_administrator(email=ADMIN.email)
    admin = people[ADMIN.email]
    for member in CAST:
        if member.mandate and member not in (ADMIN, HOST):
            grant_mandate(
                by=admin,
                person=people[member.email],
                role=member.mandate,
                scope=_scope_of(member),
                starts_on=today - MANDATES_SINCE,
            )


def _scope_of(member: CastMember) -> Scope:
    if member.mandate == Role.TRAINING_OFFICER:
        partner = create_partner(
            name=member.scope,
            kind=Partner.Kind.CCI,
            departement=Departement.objects.get(code=DEPARTEMENT),
        )
        return Scope.objects.get(partner=partner)
    if member.scope == DEPARTEMENT:
        return scope_of(Departement.objects.get(code=member.scope))
    return scope_of(Commune.objects.get(code=member.scope))


def _open_places(people: Mapping[str, Person], report: DemoReport, progress: Progress) -> None:
    """Opens each place, and appoints its host: that of Boitron is a member of the cast."""
    coordinator = people[COORDINATOR.email]
    hosts = iter(NEIGHBOURS)
    communes = Commune.objects.in_bulk([facts.commune for facts in PLACES])
    for number, facts in enumerate(PLACES, start=1):
        place = _open_place(coordinator, facts, communes[facts.commune])
        host = HOST.email if facts is BOITRON else next(hosts).email
        grant_mandate(
            by=coordinator,
            person=people[host],
            role=Role.HOST,
            scope=place.scope,
            starts_on=None,
        )
        report.places = number
        progress("places", number, len(PLACES))


def _open_place(coordinator: Person, facts: DemoPlace, commune: Commune) -> Place:
    place = open_place(
        by=coordinator,
        commune=commune,
        name=facts.name,
        kind=facts.kind,
        address=facts.address,
        postcode=facts.postcode,
        latitude=facts.latitude,
        longitude=facts.longitude,
        position_source=(
            Place.PositionSource.CENSUS if facts.is_real else Place.PositionSource.COMMUNE
        ),
        description=facts.description,
        access_instructions=facts.access_instructions,
        website=facts.website,
        has_fibre=facts.download_mbps is not None,
        download_mbps=facts.download_mbps,
        upload_mbps=facts.upload_mbps,
        speed_measured_on=facts.speed_measured_on,
        equipment=list(facts.equipment),
        accessibility=list(facts.accessibility),
        observes_public_holidays=facts.observes_public_holidays,
    )
    set_weekly_hours(by=coordinator, place=place, hours=opening_hours(facts).weekly)
    rooms: dict[str, Resource] = {}
    for position, resource in enumerate(facts.resources):
        rooms[resource.name] = add_resource(
            by=coordinator,
            place=place,
            kind=resource.kind,
            name=resource.name,
            capacity=resource.capacity,
            parent=rooms.get(resource.part_of),
            equipment=list(resource.equipment),
            position=position,
        )
    return publish_place(by=coordinator, place=place)


def _book_series(
    planned: Iterable[PlannedSeries],
    people: Mapping[str, Person],
    now: datetime,
    report: DemoReport,
) -> None:
    """Books the series; Julien has changed two dates of his."""
    resources = _resources_by_name()
    for planned_one in planned:
        resource = resources[planned_one.place.slug, planned_one.resource]
        series = book_planned_series(planned_one, resource, people, now)
        report.series += 1
        if planned_one.person == SETTLED_TELEWORKER.email:
            change_some_dates(series, people[planned_one.person], now)


def _book(
    planned: list[PlannedBooking],
    people: Mapping[str, Person],
    now: datetime,
    report: DemoReport,
    progress: Progress,
) -> None:
    """Books, at the moment at which each person would have done it, and cancels some."""
    resources = _resources_by_name()
    for number, wish in enumerate(planned, start=1):
        sends_mail = wish.sends_mail and wish.period.start > now
        with nullcontext() if sends_mail else without_mails():
            try:
                _book_one(wish, resources, people, now, report)
            except BookingRefused as refusal:
                report.refused.append(f"{wish.place.name}, {wish.period.start}: {refusal}")
        if number % 50 == 0 or number == len(planned):
            progress("bookings", number, len(planned))


def _book_one(
    wish: PlannedBooking,
    resources: Mapping[tuple[str, str], Resource],
    people: Mapping[str, Person],
    now: datetime,
    report: DemoReport,
) -> None:
    person = people[wish.person]
    booked_at = min(now, wish.period.start - timedelta(days=wish.booked_days_before, hours=1))
    booking = book_resource(
        by=person,
        resource=resources[wish.place.slug, wish.resource.name],
        period=wish.period,
        attendees=wish.attendees,
        purpose=wish.purpose,
        now=booked_at,
    )
    report.bookings += 1
    if wish.is_cancelled:
        # A holder cannot cancel a booking that has begun: the coordinator does it for them.
        has_begun = wish.period.start <= timezone.now()
        by = people[COORDINATOR.email] if has_begun else person
        cancel_booking(by=by, booking=booking, now=booked_at)
        report.cancelled += 1


def _resources_by_name() -> dict[tuple[str, str], Resource]:
    places = [facts.slug for facts in PLACES]
    resources = Resource.objects.filter(place__slug__in=places).select_related("place")
    return {(resource.place.slug, resource.name): resource for resource in resources}
