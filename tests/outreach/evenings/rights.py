"""The rights over evenings in cities."""

from tests.people.holders import OF_THE_DEPARTEMENT

RIGHTS = {
    ("outreach.manage_evening", "an evening in a city"): OF_THE_DEPARTEMENT,
}
