"""The pages of outreach that `test_every_page` looks at, by subject, as for the welcome."""

from tests.journeys.outreach_pages import editorial

SUBJECTS = (editorial,)
