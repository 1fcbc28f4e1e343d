"""Examples of the mails of `bocage.welcome.visits.weekends.mails.volunteers`."""

from datetime import datetime
from uuid import UUID

from bocage.welcome.visits.weekends.formatting import GuestsFacts, VolunteerFacts
from bocage.welcome.visits.weekends.mails.volunteers import (
    VolunteerDeclinedMail,
    VolunteerFreeMail,
    VolunteerMail,
)
from tests.mail_examples.registry import example_of
from tests.mail_examples.welcome.visits.invented_stays import EXAMPLE_TEAM

EXAMPLE_TAKER = VolunteerFacts(
    volunteer_id=UUID("0199b7a4-0000-7000-8000-000000000121"),
    drives=True,
    name="Jean Lemoine",
    mail="jean@exemple.example",
    weekend="Week-end d’accueil de Boitron",
    starts_at=datetime.fromisoformat("2026-12-04T09:00:00+00:00"),
    ends_at=datetime.fromisoformat("2026-12-06T16:00:00+00:00"),
    location="Salle des fêtes, Boitron",
    words="Départ de la gare de Sées à 10 h",
    guests=[
        GuestsFacts(first_names="Léa et Karim", people=4, phone="06 00 00 00 02"),
        GuestsFacts(first_names="Nadia", people=1),
    ],
)


@example_of(VolunteerMail)
def volunteer_mail(mail):
    return mail(volunteer=EXAMPLE_TAKER, team=EXAMPLE_TEAM)


@example_of(VolunteerFreeMail)
def volunteer_free_mail(mail):
    return mail(
        name=EXAMPLE_TAKER.name,
        weekend=EXAMPLE_TAKER.weekend,
        starts_at=EXAMPLE_TAKER.starts_at,
        ends_at=EXAMPLE_TAKER.ends_at,
        team=EXAMPLE_TEAM,
        reason="La route est coupée",
        is_off=True,
    )


@example_of(VolunteerDeclinedMail)
def volunteer_declined_mail(mail):
    return mail(
        weekend_id=UUID("0199b7a4-0000-7000-8000-000000000112"),
        weekend=EXAMPLE_TAKER.weekend,
        name=EXAMPLE_TAKER.name,
        households=["Famille Marchand"],
    )
