"""The rights over what a club writes to many."""

from tests.people.holders import CLUB_ORGANISERS

RIGHTS = {
    ("network.send_mailing", "a mailing of the club"): CLUB_ORGANISERS - {"coordinator of epci"},
    ("network.trust_address", "an address that refused mail"): CLUB_ORGANISERS,
}
