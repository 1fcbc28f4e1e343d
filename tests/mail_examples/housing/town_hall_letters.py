"""Examples of the mails of `bocage.housing.town_hall_letters.mails`."""

from uuid import UUID

from bocage.housing.town_hall_letters.demand_lines import Sought
from bocage.housing.town_hall_letters.mails import LeadToConfirm, NewHome, TownHallLetterMail
from tests.mail_examples.housing.leads import EXAMPLE, EXAMPLE_PERSON, EXAMPLE_WHERE
from tests.mail_examples.registry import example_of


@example_of(TownHallLetterMail)
def town_hall_letter_mail(mail):
    return mail(
        person_id=EXAMPLE_PERSON,
        commune_name="Boitron",
        commune_code="61051",
        commune_slug="boitron-61051",
        question=0,
        homes_here=[
            NewHome(
                dwelling_id=UUID("0199b7a4-0000-7000-8000-00000000000b"),
                title="Longère de 5 pièces",
                commune_name="Boitron",
                offer="sale",
                price_eur=168_000,
            )
        ],
        homes_around=7,
        leads_shown=3,
        to_confirm=[LeadToConfirm(lead=EXAMPLE, about_where=EXAMPLE_WHERE, days=28)],
        number_requests=1,
        households=12,
        sought=[
            Sought(offer="sale", households=9, rooms="4", budget="1"),
            Sought(offer="rental", households=5, rooms="3", budget="1"),
        ],
    )
