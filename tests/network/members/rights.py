"""The rights of the club."""

from tests.people.holders import ACCOUNT, CLUB_ORGANISERS, HOLDER, WITH_AN_ACCOUNT

RIGHTS = {
    ("network.join_club", "any club"): {ACCOUNT, *WITH_AN_ACCOUNT},
    ("network.see_members", "any club"): CLUB_ORGANISERS,
    ("network.run_a_club", "any club"): CLUB_ORGANISERS,
    ("network.merge_skills", "any club"): CLUB_ORGANISERS,
    ("network.update_club", "the club of the departement"): CLUB_ORGANISERS
    - {"coordinator of epci"},
    ("network.update_organisation", "an organisation of the club"): CLUB_ORGANISERS,
    ("network.answer_member", "a member of the club"): CLUB_ORGANISERS,
    ("network.renew_membership", "a member of the club"): {*CLUB_ORGANISERS, HOLDER},
    ("network.update_member", "a member of the club"): {HOLDER},
    ("network.leave_club", "a member of the club"): {HOLDER},
}
