"""Ceremonies, and the invitation of a household."""

from tests.people.holders import LEAD_MANAGERS

RIGHTS = {
    ("welcome.see_ceremonies", "ceremonies, anywhere"): LEAD_MANAGERS,
    ("welcome.plan_ceremony", "the newcomers of a commune"): LEAD_MANAGERS,
    ("welcome.manage_ceremony", "a ceremony"): LEAD_MANAGERS,
    ("welcome.answer_ceremony", "an invitation to a ceremony"): LEAD_MANAGERS,
}
