"""The pages of the club that `test_every_page` looks at, by subject, as for the welcome."""

from tests.journeys.network_pages import (
    contacts,
    gatherings,
    life,
    members,
    pairs,
    skills,
    web_school,
)

SUBJECTS = (
    contacts,
    gatherings,
    life,
    members,
    pairs,
    skills,
    web_school,
)
