"""The pages of the course that `test_every_page` looks at, by subject, as for the club."""

from tests.journeys.training_pages import (
    applications,
    attendance,
    cohorts,
)

SUBJECTS = (
    attendance,
    applications,
    cohorts,
)
