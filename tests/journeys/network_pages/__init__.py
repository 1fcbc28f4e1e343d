"""The pages of the club that `test_every_page` looks at, by subject, as for the welcome."""

from tests.journeys.network_pages import (
    contacts,
    members,
    pairs,
    skills,
)

SUBJECTS = (
    contacts,
    members,
    pairs,
    skills,
)
