"""Examples of the mails of `bocage.welcome.visits.itinerary.mails`."""

from bocage.welcome.visits.itinerary.mails import StepAskedMail, StepDeclinedMail, StepMail
from bocage.welcome.visits.itinerary.visitors import OneHousehold, SeveralHouseholds
from tests.mail_examples.registry import example_of
from tests.mail_examples.welcome.visits.invented_stays import (
    EXAMPLE_STAY,
    EXAMPLE_STEP,
    EXAMPLE_TEAM,
)

EXAMPLE_HOUSEHOLD = OneHousehold(first_names="Léa et Karim")

EXAMPLE_WEEKEND = SeveralHouseholds(weekend="Week-end d’accueil de Boitron", households=3, people=8)


@example_of(StepMail)
def step_mail(mail):
    return mail(
        step=EXAMPLE_STEP,
        visitors=EXAMPLE_HOUSEHOLD,
        team=EXAMPLE_TEAM,
        mail="mairie@boitron.example",
    )


@example_of(StepAskedMail)
def step_asked_mail(mail):
    return mail(
        step=EXAMPLE_STEP,
        visitors=EXAMPLE_WEEKEND,
        team=EXAMPLE_TEAM,
        mail="mairie@boitron.example",
    )


@example_of(StepDeclinedMail)
def step_declined_mail(mail):
    return mail(
        step=EXAMPLE_STEP,
        programme_name="Trois jours autour de Boitron",
        page="stay",
        key=EXAMPLE_STAY,
    )
