"""Examples of the mails of `bocage.housing.feeds.mails`."""

from datetime import UTC, datetime

from bocage.housing.feeds.mails import FeedRunHeld, RowIssueReport, SourceStale
from tests.mail_examples.registry import example_of


@example_of(FeedRunHeld)
def delivery_held(mail):
    return mail(
        source_name="Agence du Perche",
        source_slug="agence-du-perche",
        run_id="01938a4e-7c00-7000-8000-000000000061",
        withdrawn=47,
        stock=60,
    )


@example_of(SourceStale)
def source_quiet(mail):
    return mail(
        source_name="Agence du Perche",
        source_slug="agence-du-perche",
        error="unreachable",
        since=datetime(2026, 11, 21, 6, 0, tzinfo=UTC),
    )


@example_of(RowIssueReport)
def remarks_to_agency(mail):
    return mail(
        source_name="Agence du Perche",
        received_at=datetime(2026, 11, 23, 6, 0, tzinfo=UTC),
        read=60,
        rejected=1,
        repaired=1,
        remarks=[
            (12, "PER0012", "price_missing", ""),
            (31, "PER0031", "town_does_not_fit", "61400 Bellême"),
        ],
        more_count=3,
    )
