"""The pages of evidence that `test_every_page` looks at, by subject, as for the club."""

from tests.journeys.evidence_pages import dashboards, proofs, reports

SUBJECTS = (proofs, dashboards, reports)
