"""The pages of outreach that `test_every_page` looks at, by subject, as for the club."""

from tests.journeys.outreach_pages import (
    campaigns,
    editorial,
    prospects,
)

SUBJECTS = (
    campaigns,
    editorial,
    prospects,
)
