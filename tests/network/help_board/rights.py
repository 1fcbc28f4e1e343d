"""The rights of the help board."""

from tests.people.holders import CLUB_ORGANISERS, HOLDER

RIGHTS = {
    ("network.see_help_board", "the help board"): CLUB_ORGANISERS,
    ("network.publish_help_post", "the help board"): set(),
    ("network.update_help_post", "a help_post of the help board"): {HOLDER},
    ("network.answer_help_post", "a help_post of the help board"): set(),
    ("network.hide_help_post", "a help_post of the help board"): CLUB_ORGANISERS,
    ("network.read_help_post", "a hidden help_post"): {*CLUB_ORGANISERS, HOLDER},
    ("network.read_help_post", "what stands on the help board"): {*CLUB_ORGANISERS, HOLDER},
    ("network.report_help_post", "what stands on the help board"): CLUB_ORGANISERS,
}
