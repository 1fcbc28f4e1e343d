"""Relays, and « ma commune »."""

from tests.people.holders import COORDINATORS, OF_THE_DEPARTEMENT, TOWN_HALLS

RELAY = "a relay to a town hall"
ESCALATED_RELAY = "a relay that came to the intercommunalité"
OF_THE_COMMUNE = {*COORDINATORS, "elected of commune", "town_hall of commune"}

RIGHTS = {
    ("welcome.see_relay", RELAY): OF_THE_COMMUNE,
    ("welcome.answer_relay", RELAY): OF_THE_COMMUNE,
    ("welcome.withdraw_relay", RELAY): OF_THE_DEPARTEMENT,
    ("welcome.see_relay", ESCALATED_RELAY): {*OF_THE_COMMUNE, "elected of epci"},
    ("welcome.answer_relay", ESCALATED_RELAY): {*OF_THE_COMMUNE, "elected of epci"},
    ("welcome.see_own_commune", "the page of a commune"): {*COORDINATORS, *TOWN_HALLS},
    # This right is read from the database, which does not contain the objects of the grid.
    ("welcome.look_at_mail", "a mail that nobody took"): set(),
    ("welcome.see_own_communes", "pages of communes, anywhere"): {*COORDINATORS, *TOWN_HALLS},
}
