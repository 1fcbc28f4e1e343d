"""The welcome weekend of the demo: four households invited, a car, a bed, a shared Saturday where
the club is asked to be there.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from bocage.demo.cast import CLUB_ORGANISER, COORDINATOR, SPONSOR
from bocage.demo.days import SATURDAY, at_hour, weekday_from
from bocage.demo.households import BELLEME, BERTIN, DELMAS, MORTAGNE, NKOSI, SHAH
from bocage.people.models import Person
from bocage.territory.models import Commune
from bocage.welcome.models import SettlementProject, StepKind
from bocage.welcome.operations.stay_steps import StepWish
from bocage.welcome.operations.weekend_households import (
    come_to_weekend,
    decline_weekend,
    invite_household,
)
from bocage.welcome.operations.weekend_meetings import ask_people_met
from bocage.welcome.operations.weekend_places import (
    CarOffer,
    NightOffer,
    add_car,
    add_night_host,
    place_household,
)
from bocage.welcome.operations.weekends import (
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
"""What all do on the Saturday: from one hour to another, and where."""


def invite_for_a_weekend(
    people: Mapping[str, Person], projects: Mapping[str, SettlementProject], now: datetime
) -> None:
    """Two households come, one cannot, one has not answered; there are three seats."""
    nadia = people[COORDINATOR.email]
    mortagne, belleme = (
        Commune.objects.select_related("departement", "epci").get(pk=code)
        for code in (MORTAGNE, BELLEME)
    )
    saturday = weekday_from(now + timedelta(days=19), SATURDAY)
    weekend = plan_weekend(
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
    communes = {MORTAGNE: mortagne, BELLEME: belleme}
    club = people[CLUB_ORGANISER.email]
    for kind, title, starts, ends, code in SHARED:
        meets_the_club = kind == StepKind.CLUB
        add_shared_step(
            by=nadia,
            weekend=weekend,
            wish=StepWish(
                kind=kind,
                title=title,
                starts_at=at_hour(saturday, starts),
                ends_at=at_hour(saturday, ends),
                commune=communes[code],
                contact_name=club.name if meets_the_club else "",
                contact_mail=club.email if meets_the_club else "",
            ),
        )
    households = {
        household.email: invite_household(
            by=nadia,
            weekend=weekend,
            project=projects[household.email],
            now=now - timedelta(days=5, hours=2),
        )
        for household in INVITED
    }
    weekend = open_weekend(by=nadia, weekend=weekend, now=now - timedelta(days=5))
    ask_people_met(by=nadia, weekend=weekend, now=now - timedelta(days=5))
    car = add_car(
        by=nadia,
        weekend=weekend,
        offer=CarOffer(
            driver_name=people[SPONSOR.email].name,
            driver_mail=SPONSOR.email,
            seats=4,
            words="Du train de 9 h 12 jusqu’au marché.",
        ),
    )
    host = add_night_host(
        by=nadia,
        weekend=weekend,
        offer=NightOffer(
            name="Margaret et Alan Whitby",
            commune=mortagne,
            beds=4,
            mail="margaret.whitby@perche.example",
            words="Deux chambres, un chat. Le petit déjeuner est anglais.",
        ),
    )
    for household, days in ((SHAH, 4.5), (DELMAS, 4.1)):
        coming = come_to_weekend(
            by=people[household.email],
            household=households[household.email],
            now=now - timedelta(days=days),
        )
        if household is SHAH:
            place_household(by=nadia, household=coming, car=car, host=host)
    decline_weekend(
        by=people[NKOSI.email], household=households[NKOSI.email], now=now - timedelta(days=3)
    )
