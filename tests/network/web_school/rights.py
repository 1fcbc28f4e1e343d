"""The rights of the École du Web."""

from tests.people.holders import (
    ACCOUNT,
    CLUB_ORGANISERS,
    HOLDER,
    WITH_AN_ACCOUNT,
)

MANAGERS = CLUB_ORGANISERS - {"coordinator of epci"}

RIGHTS = {
    ("network.open_edition", "the École du Web of the departement"): MANAGERS,
    ("network.manage_edition", "an edition of the École du Web"): MANAGERS,
    ("network.take_part", "an edition of the École du Web"): {ACCOUNT, *WITH_AN_ACCOUNT},
    ("network.change_pitch", "a pitch to the École du Web"): {*MANAGERS, HOLDER},
    ("network.write_session", "a session of the École du Web"): {*MANAGERS, HOLDER},
    ("network.have_certificate", "a presence at the École du Web"): {*MANAGERS, HOLDER},
}
