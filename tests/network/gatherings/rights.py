"""The rights on gatherings and registrations."""

from tests.people.holders import ACCOUNT, CLUB_ORGANISERS, HOLDER, STRANGER, WITH_AN_ACCOUNT

RIGHTS = {
    ("network.plan_gatherings", "any gathering"): CLUB_ORGANISERS,
    ("network.register", "any gathering"): {ACCOUNT, *WITH_AN_ACCOUNT},
    ("network.propose_gathering", "any gathering"): set(),
    ("network.manage_gathering", "a gathering in preparation"): CLUB_ORGANISERS,
    ("network.see_gathering", "a gathering in preparation"): CLUB_ORGANISERS,
    ("network.see_gathering", "a gathering that is open"): {STRANGER, ACCOUNT, *WITH_AN_ACCOUNT},
    ("network.manage_registration", "a registration to a gathering"): {*CLUB_ORGANISERS, HOLDER},
}
