"""A weekend as it is read: who goes where, how much room is left, what all share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from bocage.welcome.models import NightHost, WeekendCar, WeekendHousehold, WelcomeWeekend
from bocage.welcome.programme import days_of, local_days

Status = WeekendHousehold.Status


@dataclass(frozen=True, kw_only=True)
class Takers[Taker: (WeekendCar, NightHost)]:
    """A car or a host, with the households that it takes."""

    taker: Taker
    room: int
    households: list[WeekendHousehold] = field(default_factory=list)

    @property
    def taken(self) -> int:
        return sum(household.people for household in self.households)

    @property
    def left(self) -> int:
        return self.room - self.taken


@dataclass(frozen=True, kw_only=True)
class WeekendShown:
    """All that the page of a weekend and its sheet tell; four queries whatever its size."""

    weekend: WelcomeWeekend
    coming: list[WeekendHousehold]
    waiting: list[WeekendHousehold]
    invited: list[WeekendHousehold]
    declined: list[WeekendHousehold]
    cars: list[Takers[WeekendCar]]
    hosts: list[Takers[NightHost]]
    days: Sequence[Any]

    @property
    def seats_left(self) -> int:
        return max(0, self.weekend.seats - len(self.coming))

    @property
    def without_stay(self) -> list[WeekendHousehold]:
        """Those who come, and have no programme yet."""
        return [household for household in self.coming if household.stay_id is None]


def shown(weekend: WelcomeWeekend) -> WeekendShown:
    """A weekend with its households, its cars, its hosts and its shared moments."""
    households = list(
        weekend.households.select_related("project", "stay", "car", "host__commune").order_by(
            "waiting_since", "added_at", "id"
        )
    )
    by_status = {
        status: [one for one in households if one.status == status] for status in Status.values
    }
    coming = by_status[Status.COMING]
    steps = weekend.steps.exclude(status="called_off").select_related("commune")
    return WeekendShown(
        weekend=weekend,
        coming=coming,
        waiting=by_status[Status.WAITING],
        invited=by_status[Status.INVITED],
        declined=by_status[Status.DECLINED],
        cars=[
            Takers(
                taker=car,
                room=car.seats,
                households=[one for one in coming if one.car_id == car.pk],
            )
            for car in weekend.cars.all()
        ],
        hosts=[
            Takers(
                taker=host,
                room=host.beds,
                households=[one for one in coming if one.host_id == host.pk],
            )
            for host in weekend.hosts.select_related("commune")
        ],
        days=days_of(
            list(steps.order_by("period", "id")),
            days=local_days(weekend.starts_at, weekend.ends_at),
        ),
    )
