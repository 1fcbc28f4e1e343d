"""Cars and hosts of a weekend, and the households assigned to them.

The database counts seats and beds under the lock of the car or the host, so that two concurrent
assignments cannot both take the last seat.
"""

from dataclasses import asdict, dataclass
from datetime import datetime

from django.utils import timezone

from bocage.foundation.db.constraints import refusing
from bocage.foundation.db.row_locks import lock_row
from bocage.people.models import Person
from bocage.territory.models import Commune
from bocage.welcome.visits.itinerary.operations.transactions import PROGRAMME_RULES, locked_weekend
from bocage.welcome.visits.weekends.errors import NotComing, OfAnotherWeekend
from bocage.welcome.visits.weekends.models import (
    NightHost,
    WeekendCar,
    WeekendHousehold,
    WelcomeWeekend,
)
from bocage.welcome.visits.weekends.operations.announcements import notify_volunteer_nobody_comes


@dataclass(frozen=True, kw_only=True)
class CarOffer:
    """Offer of a car, with how many people of households it takes."""

    driver_name: str
    seats: int
    driver_phone: str = ""
    driver_mail: str = ""
    words: str = ""


@dataclass(frozen=True, kw_only=True)
class NightOffer:
    """Offer of a host to lodge people at home."""

    name: str
    commune: Commune
    beds: int
    phone: str = ""
    mail: str = ""
    address: str = ""
    words: str = ""


def add_car(*, by: Person, weekend: WelcomeWeekend, offer: CarOffer) -> WeekendCar:
    """Adds a car.

    Raises:
        NotAllowed: `by` does not prepare the weekend.
        WeekendOver: it was held, or called off.
    """
    by.require("welcome.manage_weekend", weekend)
    with refusing(PROGRAMME_RULES):
        return WeekendCar.objects.create(weekend=locked_weekend(weekend), **asdict(offer))


def add_night_host(*, by: Person, weekend: WelcomeWeekend, offer: NightOffer) -> NightHost:
    """Adds a host who lodges households at home.

    Raises:
        NotAllowed, WeekendOver: see `add_car`.
    """
    by.require("welcome.manage_weekend", weekend)
    values = {name: getattr(offer, name) for name in NightOffer.__dataclass_fields__}
    with refusing(PROGRAMME_RULES):
        return NightHost.objects.create(weekend=locked_weekend(weekend), **values)


def remove_car(*, by: Person, car: WeekendCar) -> None:
    """Removes a car from a weekend; its households are to be placed again, and its driver is
    notified.

    Raises:
        NotAllowed, WeekendOver: see `add_car`.
    """
    _remove(by, car)


def remove_night_host(*, by: Person, host: NightHost) -> None:
    """Removes a host from a weekend; the households lodged there are to be placed again, and the
    host is notified.

    Raises:
        NotAllowed, WeekendOver: see `add_car`.
    """
    _remove(by, host)


def place_household(
    *,
    by: Person,
    household: WeekendHousehold,
    car: WeekendCar | None,
    host: NightHost | None,
    now: datetime | None = None,
) -> WeekendHousehold:
    """Assigns a car and a host to a household; None if it needs none.

    Raises:
        NotAllowed, WeekendOver: see `add_car`.
        NotComing: the household does not come.
        CarFull, NoBedLeft: there is no room for all of them; nothing is changed.
        OfAnotherWeekend: the car or the host belongs to another weekend.
    """
    by.require("welcome.manage_weekend", household.weekend)
    with refusing(PROGRAMME_RULES):
        weekend = locked_weekend(household.weekend)
        locked = lock_row(household)
        if locked.status != WeekendHousehold.Status.COMING:
            raise NotComing
        if {volunteer.weekend_id for volunteer in (car, host) if volunteer is not None} - {
            weekend.pk
        }:
            raise OfAnotherWeekend
        for volunteer in (car, host):
            if volunteer is not None and volunteer.pk not in (locked.car_id, locked.host_id):
                _reset_agreement(volunteer)
        locked.car, locked.host, locked.placed_at = car, host, now or timezone.now()
        locked.save(update_fields=["car", "host", "placed_at"])
    return locked


def count_people(*, by: Person, household: WeekendHousehold, people: int) -> WeekendHousehold:
    """Sets how many people of a household come.

    Raises:
        NotAllowed, WeekendOver, CarFull, NoBedLeft: see `place_household`.
    """
    by.require("welcome.manage_weekend", household.weekend)
    with refusing(PROGRAMME_RULES):
        locked_weekend(household.weekend)
        locked = lock_row(household)
        locked.people = people
        locked.save(update_fields=["people"])
    return locked


def _reset_agreement(volunteer: WeekendCar | NightHost) -> None:
    """Resets an agreement, which did not cover the household just assigned."""
    agreed = type(volunteer)._default_manager.filter(pk=volunteer.pk, answer=volunteer.Answer.YES)
    agreed.update(answer=volunteer.Answer.NONE, answered_at=None)


def _remove(by: Person, offer: WeekendCar | NightHost) -> None:
    by.require("welcome.manage_weekend", offer.weekend)
    with refusing(PROGRAMME_RULES):
        weekend = locked_weekend(offer.weekend)
        volunteer = type(offer)._default_manager.filter(pk=offer.pk).first()
        if volunteer is not None:
            notify_volunteer_nobody_comes(weekend, volunteer)
            volunteer.households.update(placed_at=None)
            volunteer.delete()
