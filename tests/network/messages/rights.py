"""The rights about what the club passes on."""

from tests.people.holders import ACCOUNT, CLUB_ORGANISERS, HOLDER, WITH_AN_ACCOUNT

RIGHTS = {
    ("network.write_to_member", "a member whom everybody sees"): {ACCOUNT, *WITH_AN_ACCOUNT},
    ("network.write_to_member", "a member whom members see"): CLUB_ORGANISERS,
    ("network.see_conversation", "a conversation"): {HOLDER},
    ("network.decide_report", "what a member is written that they report"): CLUB_ORGANISERS,
    ("network.lift_suspension", "a suspension, in any club"): CLUB_ORGANISERS,
}
