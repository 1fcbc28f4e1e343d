"""Panel of a day that has begun."""

import pytest

from bocage.workspaces.bookings.panel import booking_panel
from bocage.workspaces.bookings.wishes import PlaceWish
from bocage.workspaces.opening_hours.availability import instant
from bocage.workspaces.place_plans.plans import plan_of
from tests.workspaces.factories import (
    BookingFactory,
    PlaceFactory,
    ResourceFactory,
    as_range,
    day_ahead,
    hours,
)

pytestmark = pytest.mark.django_db

# 9:00 to 18:00 with a break from 12:30 to 14:00, in twenty cells of 27 minutes.
PAST, LUNCH, REMAINING = 8, 3, 9


def panel_at(place, day, minutes):
    now = instant(day, minutes)
    wish = PlaceWish(day=day, moment="apres-midi")
    return booking_panel(place, plan_of(place), wish, path="/", now=now)


def test_hours_that_have_gone_by_are_neither_free_nor_taken():
    desk = ResourceFactory(place=PlaceFactory())
    day = day_ahead(2)
    BookingFactory(resource=desk, period=as_range(hours(day, 9 * 60, 11 * 60)))
    offer = panel_at(desk.place, day, 13 * 60).other_spaces[0]
    assert offer.slots[:PAST] == ("past",) * PAST
    assert offer.slots[PAST : PAST + LUNCH] == ("closed",) * LUNCH
    assert offer.slots[-REMAINING:] == ("chosen",) * REMAINING
    assert offer.description == "libre le reste de la journée"


def test_a_day_that_has_not_begun_has_no_hours_gone_by():
    desk = ResourceFactory(place=PlaceFactory())
    day = day_ahead(2)
    BookingFactory(resource=desk, period=as_range(hours(day, 9 * 60, 11 * 60)))
    panel = panel_at(desk.place, day, 6 * 60)
    assert panel.strip_states == {"free", "taken", "closed", "chosen"}
    description = panel.other_spaces[0].description.replace("\N{NO-BREAK SPACE}", " ")
    assert description == "occupé : 9 h – 11 h"
