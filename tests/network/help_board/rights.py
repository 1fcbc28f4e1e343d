"""The rights of the help board."""

from tests.people.holders import CLUB_ORGANISERS, HOLDER

RIGHTS = {
    ("network.see_help_board", "the help board"): CLUB_ORGANISERS,
    ("network.publish_notice", "the help board"): set(),
    ("network.update_notice", "a notice of the help board"): {HOLDER},
    ("network.answer_notice", "a notice of the help board"): set(),
    ("network.hide_notice", "a notice of the help board"): CLUB_ORGANISERS,
    ("network.read_notice", "a hidden notice"): {*CLUB_ORGANISERS, HOLDER},
    ("network.read_notice", "what stands on the help board"): {*CLUB_ORGANISERS, HOLDER},
    ("network.report_notice", "what stands on the help board"): CLUB_ORGANISERS,
}
