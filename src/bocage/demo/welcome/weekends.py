"""Welcome weekend of the demo: four invited households, a car, a bed, a shared Saturday with the
club."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from bocage.demo.cast import CLUB_ORGANISER, COORDINATOR, SPONSOR
from bocage.demo.days import SATURDAY, at_hour, weekday_from
from bocage.demo.welcome.households import BELLEME, BERTIN, DELMAS, MORTAGNE, NKOSI, SHAH
from bocage.people.models import Person
from bocage.territory.models import Commune
from bocage.welcome.models import (
    NightHost,
    SettlementProject,
    StepKind,
    WeekendCar,
    WeekendHousehold,
    WelcomeWeekend,
)
from bocage.welcome.visits.stays.operations.steps import StepWish
from bocage.welcome.visits.weekends.operations.households import (
    come_to_weekend,
    decline_weekend,
    invite_household,
)
from bocage.welcome.visits.weekends.operations.meetings import send_appointments
from bocage.welcome.visits.weekends.operations.places import (
    CarOffer,
    NightOffer,
    add_car,
    add_night_host,
    place_household,
)
from bocage.welcome.visits.weekends.operations.weekends import (
    WeekendPlan,
    add_shared_step,
    open_weekend,
    plan_weekend,
)

INVITED = (DELMAS, SHAH, NKOSI, BERTIN)
SHARED = (
    (StepKind.OTHER, "Accueil, café et tour de table", 10, 11, MORTAGNE),
    (StepKind.OTHER, "Le marché, avec les producteurs", 11, 12, MORTAGNE),
    (StepKind.MEAL, "Déjeuner chez l’habitant", 12, 14, MORTAGNE),
    (StepKind.CLUB, "Le club des télétravailleurs se présente", 15, 17, BELLEME),
)
"""Shared activities of the Saturday: start, end, and place."""


def invite_for_a_weekend(
    people: Mapping[str, Person], projects: Mapping[str, SettlementProject], now: datetime
) -> None:
    """Invites households to a weekend: two come, one cannot, one has not answered; there are three
    seats."""
    nadia, opened_at = people[COORDINATOR.email], now - timedelta(days=5)
    weekend = _plan_the_weekend(nadia, now)
    _share_the_saturday(nadia, weekend, club=people[CLUB_ORGANISER.email])
    invited = _put_on_the_list(nadia, weekend, projects, opened_at - timedelta(hours=2))
    weekend = open_weekend(by=nadia, weekend=weekend, now=opened_at)
    send_appointments(by=nadia, weekend=weekend, now=opened_at)
    _two_come_and_one_cannot(people, invited, now)
    place_household(
        by=nadia,
        household=invited[SHAH.email],
        car=_a_car_from_the_station(nadia, weekend, people[SPONSOR.email]),
        host=_beds_at_the_whitbys(nadia, weekend),
    )


def _plan_the_weekend(nadia: Person, now: datetime) -> WelcomeWeekend:
    mortagne = _commune(MORTAGNE)
    saturday = weekday_from(now + timedelta(days=19), SATURDAY)
    return plan_weekend(
        by=nadia,
        departement=mortagne.departement,
        commune=mortagne,
        plan=WeekendPlan(
            name="Un week-end dans le Perche",
            starts_at=at_hour(saturday, 9, 30),
            ends_at=at_hour(saturday + timedelta(days=1), 16),
            seats=3,
            meeting_place="Place de la mairie, sous les halles",
            words="Venez voir à quoi ressemble un samedi ici. Les enfants ont leur programme.",
        ),
        now=now - timedelta(days=6),
    )


def _share_the_saturday(nadia: Person, weekend: WelcomeWeekend, *, club: Person) -> None:
    """Adds the shared activities, the last of which is with the club."""
    for kind, title, starts, ends, code in SHARED:
        wish = StepWish(
            kind=kind,
            title=title,
            starts_at=at_hour(weekend.starts_at, starts),
            ends_at=at_hour(weekend.starts_at, ends),
            commune=_commune(code),
        )
        if kind == StepKind.CLUB:
            wish = replace(wish, contact_name=club.name, contact_mail=club.email)
        add_shared_step(by=nadia, weekend=weekend, wish=wish)


def _put_on_the_list(
    nadia: Person,
    weekend: WelcomeWeekend,
    projects: Mapping[str, SettlementProject],
    now: datetime,
) -> dict[str, WeekendHousehold]:
    """Stores the households to invite once it opens, by their addresses."""
    return {
        household.email: invite_household(
            by=nadia, weekend=weekend, project=projects[household.email], now=now
        )
        for household in INVITED
    }


def _two_come_and_one_cannot(
    people: Mapping[str, Person], invited: Mapping[str, WeekendHousehold], now: datetime
) -> None:
    for household, days in ((SHAH, 4.5), (DELMAS, 4.1)):
        answered_at = now - timedelta(days=days)
        come_to_weekend(
            by=people[household.email], household=invited[household.email], now=answered_at
        )
    answered_at = now - timedelta(days=3)
    decline_weekend(by=people[NKOSI.email], household=invited[NKOSI.email], now=answered_at)


def _a_car_from_the_station(nadia: Person, weekend: WelcomeWeekend, driver: Person) -> WeekendCar:
    offer = CarOffer(
        driver_name=driver.name,
        driver_mail=driver.email,
        seats=4,
        words="Du train de 9 h 12 jusqu’au marché.",
    )
    return add_car(by=nadia, weekend=weekend, offer=offer)


def _beds_at_the_whitbys(nadia: Person, weekend: WelcomeWeekend) -> NightHost:
    offer = NightOffer(
        name="Margaret et Alan Whitby",
        commune=_commune(MORTAGNE),
        beds=4,
        mail="margaret.whitby@perche.example",
        words="Deux chambres, un chat. Le petit déjeuner est anglais.",
    )
    return add_night_host(by=nadia, weekend=weekend, offer=offer)


def _commune(code: str) -> Commune:
    return Commune.objects.select_related("departement", "epci").get(pk=code)
