"""The rights of the box of ideas."""

from tests.people.holders import ACCOUNT, CLUB_ORGANISERS, HOLDER, STRANGER, WITH_AN_ACCOUNT

EVERY_ACCOUNT = {ACCOUNT, HOLDER, *WITH_AN_ACCOUNT}

RIGHTS = {
    ("network.suggest_idea", "the box of ideas"): {ACCOUNT, *WITH_AN_ACCOUNT},
    ("network.read_idea", "an idea"): {STRANGER, *EVERY_ACCOUNT},
    ("network.vote_idea", "an idea"): EVERY_ACCOUNT,
    ("network.comment_idea", "an idea"): EVERY_ACCOUNT,
    ("network.answer_idea", "an idea"): CLUB_ORGANISERS,
    ("network.remove_idea", "an idea"): {HOLDER},
    ("network.read_idea", "a hidden idea"): {*CLUB_ORGANISERS, HOLDER},
    ("network.vote_idea", "a hidden idea"): set(),
    ("network.remove_comment", "a comment on an idea"): {HOLDER},
}
