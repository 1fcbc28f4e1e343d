"""Pending items at Boitron: booking requests for its host, waiting list, unsuccessful searches."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

from bocage.demo.cast import HOST, OCCASIONAL, SECOND_HOME
from bocage.demo.neighbours import NEIGHBOURS
from bocage.demo.places.census import BOITRON, DESK, LENT_ROOM, MEETING, TRAINING
from bocage.demo.places.series import working_day
from bocage.demo.savepoints import one_attempt
from bocage.foundation.db.identifiers import new_identifier
from bocage.foundation.errors import Refusal
from bocage.people.models import Person
from bocage.territory.models import Commune
from bocage.workspaces.booking_refusals.errors import BookingRefused
from bocage.workspaces.bookings.operations.bookings import book_resource
from bocage.workspaces.bookings.operations.requests import ask_back, refuse_request
from bocage.workspaces.calendar_sync.operations import add_outside_calendar, pause_outside_calendar
from bocage.workspaces.front_desk.operations.day_messages import write_to_visitors
from bocage.workspaces.house_rules.operations.house_rules import accept_house_rules
from bocage.workspaces.models import Booking, BookingSeries, Place, Resource
from bocage.workspaces.opening_hours.availability import Interval, instant, local_day
from bocage.workspaces.place_plans.plans import plan_of
from bocage.workspaces.scheduling.recurrence import Recurrence
from bocage.workspaces.search.operations import note_unmet_search
from bocage.workspaces.search.place_search import PlaceSearch
from bocage.workspaces.series.operations.series import ChosenDate, book_series
from bocage.workspaces.series.preview import SeriesWish, preview_series
from bocage.workspaces.waitlist.operations.waitlist import join_waitlist

MEETING_ROOM = "Salle des Tilleuls"


@dataclass(frozen=True, kw_only=True)
class _Wish:
    """Request of a person: number of days ahead, start and end (local hours)."""

    person: str
    days: int
    starts: int
    ends: int
    attendees: int
    purpose: str = ""

    def period(self, now: datetime) -> Interval:
        day = local_day(now) + timedelta(days=self.days)
        return Interval(instant(day, self.starts * 60), instant(day, self.ends * 60))


@dataclass(frozen=True, kw_only=True)
class _Wait(_Wish):
    """Waiting list entry: any of some spaces."""

    spaces: tuple[str, ...] = (MEETING_ROOM,)


RIVALS = (
    _Wish(
        person=NEIGHBOURS[30].email,
        days=9,
        starts=9,
        ends=12,
        attendees=10,
        purpose="Atelier couture de l’association : tables contre les murs",
    ),
    _Wish(
        person=NEIGHBOURS[35].email,
        days=9,
        starts=10,
        ends=12,
        attendees=6,
        purpose="Formation de nos bénévoles au tableur",
    ),
)
QUESTIONED = _Wish(
    person=OCCASIONAL.email,
    days=11,
    starts=9,
    ends=12,
    attendees=7,
    purpose="Journée de mon équipe, venue de Paris",
)
EVERY_WEEK = _Wish(
    person=NEIGHBOURS[35].email,
    days=14,
    starts=10,
    ends=12,
    attendees=6,
    purpose="Chorale : six chaises et le piano",
)
EVERY_WEEK_GUESTS = ("Ginette Lepage", "Marcel Dutertre")
REFUSED = _Wish(
    person=NEIGHBOURS[40].email, days=5, starts=9, ends=11, attendees=9, purpose="Conseil syndical"
)
IN_LINE = (
    _Wait(
        person=SECOND_HOME.email, days=6, starts=9, ends=11, attendees=2, purpose="Call with London"
    ),
    _Wait(person=NEIGHBOURS[50].email, days=6, starts=10, ends=12, attendees=4),
    _Wait(
        person=NEIGHBOURS[52].email,
        days=1,
        starts=14,
        ends=16,
        attendees=3,
        purpose="Rendez-vous avec la banque",
    ),
    _Wait(
        person=NEIGHBOURS[54].email,
        days=1,
        starts=9,
        ends=12,
        attendees=1,
        purpose="Près de la fenêtre, si possible",
        spaces=("Poste 1", "Poste 2"),
    ),
)
QUESTION = "Avec plaisir ! Combien d’ordinateurs vous faut-il, et à quelle heure arrivez-vous ?"
REASON = "La salle accueille la réunion publique de la commune ce jour-là."
WORD = """Bonjour,

le bois du poêle est livré demain entre 9 h et 10 h : la petite porte du jardin sera encombrée.
Entrez par la porte bleue, et gardez une place libre devant le hangar.

À demain,
Maud"""
IN_VAIN = (
    ("61051", 1, TRAINING, 14),
    ("61051", 2, TRAINING, 20),
    ("61464", 1, MEETING, 10),
    ("61464", 4, MEETING, 10),
    ("61464", 8, TRAINING, 12),
    ("61214", 5, MEETING, 15),
    ("61293", 3, DESK, 1),
    ("61001", 6, TRAINING, 25),
    ("61001", 12, TRAINING, 25),
)
"""Near which commune, in how many days, what, for how many: searches that found nothing."""


def create_waiting_requests(people: Mapping[str, Person], now: datetime) -> None:
    """Creates two requests for one morning, one with a question, one refused, a requested series,
    and four people on the waiting list, one of them for either of two desks.

    Called again a week later, it creates the next ones; requests that are impossible then are
    skipped.
    """
    place = Place.objects.select_related("scope", "commune").get(slug=BOITRON.slug)
    spaces = {
        resource.name: resource for resource in place.resources.select_related("place__scope")
    }
    room = spaces[LENT_ROOM]
    host = people[HOST.email]
    for rival in RIVALS:
        _ask(rival, room, people, now)
    questioned = _ask(QUESTIONED, room, people, now)
    if questioned is not None:
        ask_back(by=host, request=questioned, text=QUESTION, now=now)
    _ask_for_every_week(EVERY_WEEK, room, people, now)
    refused = _ask(REFUSED, room, people, now)
    if refused is not None:
        refuse_request(by=host, request=refused, reason=REASON, now=now)
    house_rules = place.house_rules.order_by("version").last()
    for wish in IN_LINE:
        with suppress(Refusal), one_attempt():
            if house_rules is not None:
                accept_house_rules(by=people[wish.person], house_rules=house_rules)
            join_waitlist(
                by=people[wish.person],
                place=place,
                period=wish.period(now),
                resources=[spaces[name].pk for name in wish.spaces],
                attendees=wish.attendees,
                purpose=wish.purpose,
                now=now,
            )


def _ask_for_every_week(
    wish: _Wish, room: Resource, people: Mapping[str, Person], now: datetime
) -> None:
    """Requests eight weekly bookings of a room that is lent; does nothing if a request is
    pending."""
    person = people[wish.person]
    if room.bookings.filter(booked_for=person, series__isnull=False).exists():
        return
    rule = Recurrence(
        frequency=BookingSeries.Frequency.WEEKLY,
        first_on=working_day(local_day(now), wish.days),
        starts=wish.starts * 60,
        ends=wish.ends * 60,
        count=8,
    )
    days = preview_series(
        SeriesWish(
            place=room.place,
            plan=plan_of(room.place),
            space=next(space for space in plan_of(room.place).spaces if space.pk == room.pk),
            recurrence=rule,
            person=person,
            attendees=wish.attendees,
            looks_around=False,
            now=now,
        )
    )
    free = [ChosenDate(day=day.day) for day in days if day.fits]
    with suppress(Refusal), one_attempt():
        house_rules = room.place.house_rules.order_by("version").last()
        if house_rules is not None:
            accept_house_rules(by=person, house_rules=house_rules)
        book_series(
            by=person,
            place=room.place,
            resources=[room.pk],
            recurrence=rule,
            dates=free,
            attendees=wish.attendees,
            purpose=wish.purpose,
            guests=EVERY_WEEK_GUESTS,
            now=now,
        )


def search_in_vain(now: datetime) -> None:
    """Searches that found nothing, from addresses that documents use (RFC 5737)."""
    communes = Commune.objects.in_bulk([code for code, *_rest_of_row in IN_VAIN])
    for rank, (code, days, kind, attendees) in enumerate(IN_VAIN, start=1):
        search = PlaceSearch(
            commune=communes[code],
            day=local_day(now) + timedelta(days=days),
            kind=kind,
            people=attendees,
        )
        note_unmet_search(search=search, client_address=f"192.0.2.{rank}")


def write_for_tomorrow(people: Mapping[str, Person], now: datetime) -> None:
    """Sends a message of the host to the people who come tomorrow."""
    write_to_visitors(
        by=people[HOST.email],
        place=Place.objects.select_related("scope").get(slug=BOITRON.slug),
        day=local_day(now) + timedelta(days=1),
        subject="Livraison de bois demain matin",
        text=WORD,
        key=new_identifier(),
    )


def follow_outside_calendars(people: Mapping[str, Person]) -> None:
    """Subscribes to two external calendars: one at an address that does not answer, and one that
    was paused. Neither needs the network."""
    host = people[HOST.email]
    place = Place.objects.select_related("scope").get(slug=BOITRON.slug)
    spaces = {
        resource.name: resource for resource in place.resources.select_related("place__scope")
    }
    add_outside_calendar(
        by=host,
        resource=spaces[MEETING_ROOM],
        name="Agenda de la mairie",
        url="https://agenda.mairie-boitron.example/salle-des-tilleuls.ics",
    )
    paused = add_outside_calendar(
        by=host,
        resource=spaces[LENT_ROOM],
        name="Ancien agenda de l’association",
        url="webcal://agenda.association.example/salle.ics",
    )
    pause_outside_calendar(by=host, calendar=paused)


def _ask(
    wish: _Wish, resource: Resource, people: Mapping[str, Person], now: datetime
) -> Booking | None:
    try:
        with one_attempt():
            return book_resource(
                by=people[wish.person],
                resource=resource,
                period=wish.period(now),
                attendees=wish.attendees,
                purpose=wish.purpose,
                now=now,
            )
    except BookingRefused:
        return None
