"""The rights over ambassadors."""

from tests.people.holders import OF_THE_DEPARTEMENT

RIGHTS: dict[tuple[str, str], set[str]] = {
    ("outreach.manage_ambassador", "an ambassador"): OF_THE_DEPARTEMENT,
    ("outreach.own_ambassador", "an ambassador"): set(),
}
