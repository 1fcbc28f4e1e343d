"""Ceremonies, and the invitation of a household."""

from tests.people.holders import KEEPERS_OF_LEADS

RIGHTS = {
    ("welcome.see_ceremonies", "ceremonies, anywhere"): KEEPERS_OF_LEADS,
    ("welcome.plan_ceremony", "the newcomers of a commune"): KEEPERS_OF_LEADS,
    ("welcome.manage_ceremony", "a ceremony"): KEEPERS_OF_LEADS,
    ("welcome.answer_ceremony", "an invitation to a ceremony"): KEEPERS_OF_LEADS,
}
