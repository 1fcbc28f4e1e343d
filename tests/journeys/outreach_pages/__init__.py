"""The pages of outreach that `test_every_page` looks at, by subject, as for the club."""

from tests.journeys.outreach_pages import (
    ambassadors,
    assets,
    campaigns,
    editorial,
    employers,
    evenings,
    prospects,
    sequences,
)

SUBJECTS = (
    assets,
    ambassadors,
    campaigns,
    editorial,
    employers,
    evenings,
    prospects,
    sequences,
)
