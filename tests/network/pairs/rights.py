"""The rights about meetings two by two."""

from tests.people.holders import HOLDER

RIGHTS = {("network.record_meeting", "a meeting of two members"): {HOLDER}}
