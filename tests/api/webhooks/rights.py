"""The lines of webhooks in the table of rights."""

from tests.people.holders import (
    ACCOUNT,
    ADMIN,
    CLUB_ORGANISERS,
    HOLDER,
    HOSTS,
    OF_THE_DEPARTEMENT,
    WITH_AN_ACCOUNT,
)

OF_THE_CLUB = {*OF_THE_DEPARTEMENT, "club_organiser of departement"}
ELECTED_OF_EPCI = "elected of epci"
OF_THE_COMMUNE = {"elected of commune", "town_hall of commune"}

RIGHTS_OF_WEBHOOKS = {
    ("api.manage_webhook", "a software that somebody has told"): {HOLDER},
    ("api.add_webhook", "what concerns oneself"): {ACCOUNT, *WITH_AN_ACCOUNT},
    ("api.add_webhook", "what happens in the scope « instance »"): ADMIN,
    ("api.add_webhook", "what happens in the scope « departement »"): OF_THE_CLUB,
    ("api.add_webhook", "what happens in the scope « epci »"): {*CLUB_ORGANISERS, ELECTED_OF_EPCI},
    ("api.add_webhook", "what happens in the scope « commune »"): {
        *CLUB_ORGANISERS,
        ELECTED_OF_EPCI,
        *OF_THE_COMMUNE,
    },
    ("api.add_webhook", "what happens in the scope « place »"): {
        *HOSTS,
        *CLUB_ORGANISERS,
        ELECTED_OF_EPCI,
        *OF_THE_COMMUNE,
    },
    ("api.add_webhook", "what happens in the scope « partner »"): {
        *ADMIN,
        "training_officer of partner",
    },
}
