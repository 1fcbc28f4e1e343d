"""Examples of the mails of `bocage.welcome.visits.weekends.mails.households`."""

from datetime import datetime
from uuid import UUID

from bocage.welcome.visits.weekends.formatting import PlacesFacts
from bocage.welcome.visits.weekends.ical import WeekendEvent
from bocage.welcome.visits.weekends.mails.households import (
    HouseholdNotComingMail,
    WeekendMail,
    WeekendPlacesMail,
)
from tests.mail_examples.registry import example_of
from tests.mail_examples.welcome.visits.invented_stays import EXAMPLE_PERSON, EXAMPLE_TEAM

EXAMPLE_WEEKEND = UUID("0199b7a4-0000-7000-8000-000000000112")

EXAMPLE_EVENT = WeekendEvent(
    household_id=UUID("0199b7a4-0000-7000-8000-000000000111"),
    sequence=0,
    name="Week-end d’accueil de Boitron",
    starts_at=datetime.fromisoformat("2026-12-04T09:00:00+00:00"),
    ends_at=datetime.fromisoformat("2026-12-06T16:00:00+00:00"),
    person_name="Léa Marchand",
    person_mail="lea@exemple.example",
    meeting="Salle des fêtes, Boitron",
    words="Trois familles visitent en même temps que vous.",
)


@example_of(WeekendMail)
def weekend_mail(mail):
    return mail(person_id=EXAMPLE_PERSON, event=EXAMPLE_EVENT, team=EXAMPLE_TEAM)


@example_of(WeekendPlacesMail)
def weekend_places_mail(mail):
    places = PlacesFacts(
        car="Jean Lemoine, 06 00 00 00 01, départ de la gare à 10 h",
        night="Lucie Gautier, 06 00 00 00 03, 4, rue du Four, Boitron",
    )
    return mail(person_id=EXAMPLE_PERSON, event=EXAMPLE_EVENT, team=EXAMPLE_TEAM, places=places)


@example_of(HouseholdNotComingMail)
def household_not_coming_mail(mail):
    return mail(
        weekend_id=EXAMPLE_WEEKEND,
        name="Week-end d’accueil de Boitron",
        household="Famille Marchand",
        next_household="Camille Ferrand",
    )
