"""The gatherings of the club of the Orne: three months behind, a full one soon, two to come."""

import io
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db.models import QuerySet

from bocage.demo.cast import CLUB_ORGANISER, SETTLED_TELEWORKER
from bocage.demo.days import THURSDAY, at_hour, weekday_from
from bocage.demo.homes.pictures import picture_named
from bocage.demo.neighbours import NEIGHBOURS
from bocage.demo.savepoints import one_attempt
from bocage.foundation.errors import Refusal
from bocage.network.gatherings.operations.after import add_gathering_photo, publish_outcome
from bocage.network.gatherings.operations.arrivals import note_arrivals, note_walk_in
from bocage.network.gatherings.operations.gatherings import GatheringPlan, plan_gathering
from bocage.network.gatherings.operations.registrations import register
from bocage.network.gatherings.operations.series import open_series, plan_series
from bocage.network.models import Gathering
from bocage.people.models import Person
from bocage.people.seams.meeting_rooms import room_provider
from bocage.registrations.operations.events import hold_event, open_event
from bocage.territory.models import Commune

TITLE = "Le jeudi du club"
SEATS = 8
WORDS = (
    "On se retrouve pour deux heures : chacun dit ce sur quoi il bloque, un membre montre un outil "
    "ou un projet, puis on parle. Venez comme vous êtes, membre ou non."
)
PAST = (
    (91, "Relire un devis ensemble : ce qui se négocie, ce qui se garde.",
     "Deux membres répondent ensemble à un marché de la communauté de communes.", 9),
    (63, "Se faire trouver : sa page, ses mots, ses premiers clients.",
     "La graphiste et la développeuse refont le site d’une fromagerie.", 11),
    (35, "Travailler seul sans l’être : les rythmes de chacun.",
     "Une permanence du mardi matin est née au télécentre.", 7),
)  # fmt: skip
"""Past gatherings: how many days ago, notes, outcome, and number of attendees."""


def gather_the_club(people: Mapping[str, Person], now: datetime) -> int:
    """Creates the past and future gatherings of the club. Returns the number of rooms booked for
    them.
    """
    organiser = people[CLUB_ORGANISER.email]
    members = [
        people[email]
        for email in (SETTLED_TELEWORKER.email, *(neighbour.email for neighbour in NEIGHBOURS))
    ]
    mortagne = Commune.objects.get(pk="61293")
    for days, notes, outcome, attendance in PAST:
        start = at_hour(weekday_from(now - timedelta(days=days), THURSDAY), 18)
        gathering = _past_gathering(organiser, members[:attendance], mortagne, start)
        publish_outcome(by=organiser, gathering=gathering, notes=notes, outcome=outcome)
    _to_come(organiser, members, now)
    return rooms_of_gatherings().count()


def rooms_of_gatherings() -> QuerySet[Gathering, Any]:
    """Returns the keys of the room bookings of gatherings."""
    booked = Gathering.objects.filter(room_booking__isnull=False)
    return booked.order_by("pk").values_list("room_booking", flat=True)


def _past_gathering(
    organiser: Person, members: Sequence[Person], commune: Commune, start: datetime
) -> Gathering:
    before = start - timedelta(days=12)
    plan = GatheringPlan(
        title=TITLE,
        description=WORDS,
        starts_at=start,
        ends_at=start + timedelta(hours=2),
        capacity=20,
        location="Café de la Halle, place du Général-de-Gaulle",
        commune=commune,
    )
    gathering = plan_gathering(by=organiser, plan=plan, now=before)
    open_event(by=organiser, event=gathering, now=before)
    coming = [register(by=member, gathering=gathering, now=before) for member in members]
    present = [registration.pk for registration in coming[1:]]
    note_arrivals(by=organiser, gathering=gathering, present=present, now=start)
    note_walk_in(by=organiser, gathering=gathering, name="Une voisine", now=start)
    hold_event(event=gathering, now=start + timedelta(hours=3))
    picture = picture_named(f"{start:%j}-alentours.png")
    if picture is not None:
        add_gathering_photo(
            by=organiser,
            gathering=gathering,
            image=io.BytesIO(picture),
            alternative_text="Dessin : les collines et les haies autour du café",
        )
    return gathering


def _to_come(organiser: Person, members: Sequence[Person], now: datetime) -> None:
    """Creates a monthly series of three in the first room free at its first date; the next one is
    full, with a waiting list of three."""
    start = at_hour(weekday_from(now + timedelta(days=6), THURSDAY), 16)
    series = None
    for room in room_provider().rooms_of(["61"]):
        plan = GatheringPlan(
            title=TITLE,
            description=WORDS,
            starts_at=start,
            ends_at=start + timedelta(hours=2),
            capacity=min(SEATS, room.seats),
            room_id=room.room_id,
        )
        try:
            with one_attempt():
                series = plan_series(by=organiser, plan=plan, dates=3, now=now).series
        except Refusal:
            continue
        break
    if series is None:
        return
    open_series(by=organiser, series=series, now=now)
    following = Gathering.objects.filter(series=series).order_by("starts_at")
    for number, gathering in enumerate(following):
        for rank, member in enumerate(members[: SEATS + 3 - 4 * number]):
            register(by=member, gathering=gathering, is_shown=rank % 3 != 2, now=now)
