"""Follow-ups, and the figures of the welcome."""

from tests.people.holders import COORDINATORS

FOLLOW_UP = "the follow-up of a household that lives here"

RIGHTS = {
    ("welcome.answer_follow_up", FOLLOW_UP): COORDINATORS,
    ("welcome.call_about_follow_up", FOLLOW_UP): COORDINATORS,
    ("welcome.see_figures", "the figures of the welcome"): COORDINATORS,
}
