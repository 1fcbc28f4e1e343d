"""The rights over partner employers."""

from tests.people.holders import OF_THE_DEPARTEMENT

RIGHTS = {
    ("outreach.manage_employer", "a partner employer"): OF_THE_DEPARTEMENT,
}
