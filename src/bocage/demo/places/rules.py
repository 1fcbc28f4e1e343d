"""Booking rules of the demo's places: varied rules, house rules, and their acknowledgements."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta

from bocage.demo.cast import COORDINATOR, HOST, OCCASIONAL, SETTLED_TELEWORKER
from bocage.demo.neighbours import NEIGHBOURS
from bocage.demo.places.cast_bookings import CLOSED_IN_DAYS
from bocage.demo.places.census import BOITRON, ESPACE_WILSON, LENT_ROOM, DemoPlace
from bocage.demo.places.planning import PlannedBooking
from bocage.people.models import Person
from bocage.workspaces.hosting.operations.closures import close_place
from bocage.workspaces.house_rules.operations.booking_rules import set_booking_rules
from bocage.workspaces.house_rules.operations.clearances import give_clearance
from bocage.workspaces.house_rules.operations.house_rules import (
    accept_house_rules,
    publish_house_rules,
)
from bocage.workspaces.models import Clearance, HouseRules, Place
from bocage.workspaces.opening_hours.availability import instant, local_day

HOUSE_RULES = """Le télécentre est à tout le monde : chacun le laisse comme il aime le trouver.

1. On téléphone dans la cabine, ou dehors.
2. Le dernier parti éteint, ferme les fenêtres et tire la porte.
3. On mange dans la cuisine, on y lave sa tasse.
4. On annule dès qu’on sait qu’on ne viendra pas : quelqu’un attend peut-être la place.
5. Les enfants et les chiens calmes sont les bienvenus."""
RULES = (
    (BOITRON, "Salle des Tilleuls", {"release_after_minutes": 30}),
    (BOITRON, "Cabine d’appel", {"maximum_minutes": 60, "hours_per_week": 5}),
    (
        BOITRON,
        LENT_ROOM,
        {
            "needs_approval": True,
            "answer_within_hours": 7 * 24,
            "requires_introduction": True,
            "buffer_after_minutes": 30,
            "minimum_minutes": 60,
        },
    ),
    (ESPACE_WILSON, "", {"cancellation_notice_minutes": 12 * 60, "horizon_days": 120}),
)
"""Place, resource (None: the whole place), and the booking rules that it sets."""
SHOWN_THE_ROOM = (OCCASIONAL.email, *(NEIGHBOURS[rank].email for rank in (30, 35, 40)))
BELONG = (SETTLED_TELEWORKER.email, NEIGHBOURS[45].email, NEIGHBOURS[50].email)


def set_rules(people: Mapping[str, Person], today: date) -> None:
    """Rules, house rules and clearances, before anybody books."""
    coordinator, host = people[COORDINATOR.email], people[HOST.email]
    for facts, name, rules in RULES:
        place = _place(facts)
        resource = place.resources.get(name=name) if name else None
        set_booking_rules(by=coordinator, place=place, resource=resource, **rules)
    boitron = _place(BOITRON)
    house_rules = publish_house_rules(by=host, place=boitron, text=HOUSE_RULES)
    room = boitron.resources.get(name=LENT_ROOM)
    for rank, email in enumerate(SHOWN_THE_ROOM):
        give_clearance(
            by=host,
            place=boitron,
            person=people[email],
            kind=Clearance.Kind.INTRODUCTION,
            resource=room,
            starts_on=today - timedelta(days=40 + 11 * rank),
        )
        accept_house_rules(by=people[email], house_rules=house_rules)
    for email in BELONG:
        give_clearance(
            by=host,
            place=boitron,
            person=people[email],
            kind=Clearance.Kind.MEMBERSHIP,
            starts_on=date(today.year, 1, 1),
            ends_on=date(today.year + 1, 1, 1),
        )


def accept_rules(planned: Iterable[PlannedBooking], people: Mapping[str, Person]) -> None:
    """Accepts the house rules of each place for everybody who comes to it. It is idempotent."""
    in_force: dict[str, HouseRules] = {}
    for house_rules in HouseRules.objects.select_related("place").order_by("version"):
        in_force[house_rules.place.slug] = house_rules
    coming = {
        (booking.person, booking.place.slug)
        for booking in planned
        if booking.place.slug in in_force
    }
    for person, slug in sorted(coming):
        accept_house_rules(by=people[person], house_rules=in_force[slug])


def announce_closure(people: Mapping[str, Person], now: datetime) -> None:
    """Closes Boitron for a morning: people with bookings are notified."""
    day = local_day(now) + timedelta(days=CLOSED_IN_DAYS)
    close_place(
        by=people[HOST.email],
        place=_place(BOITRON),
        period=(instant(day, 8 * 60), instant(day, 13 * 60)),
        reason="Contrôle de l’installation électrique",
        now=now,
    )


def _place(facts: DemoPlace) -> Place:
    return Place.objects.select_related("scope").get(slug=facts.slug)
