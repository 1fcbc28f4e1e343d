"""The pages of the open doors that `test_every_page` looks at, by subject, as for the club."""

from tests.journeys.api_pages import embeds, reference, webhooks

SUBJECTS = (embeds, reference, webhooks)
