"""The pages of the club that `test_every_page` looks at, by subject, as for the welcome."""

from tests.journeys.network_pages import (
    gatherings,
    life,
    members,
    web_school,
)

SUBJECTS = (gatherings, life, members, web_school)
