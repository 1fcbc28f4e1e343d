"""Examples of the mails of `bocage.workspaces.series.mails`."""

from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID

from bocage.workspaces.bookings.series_ical import SeriesFacts
from bocage.workspaces.series.mails import (
    SeriesCancelledMail,
    SeriesChangedMail,
    SeriesDatesLostMail,
    SeriesMail,
)
from tests.mail_examples.registry import example_of
from tests.mail_examples.workspaces.bookings.bookings import EXAMPLE
from tests.mail_examples.workspaces.bookings.requests import EXAMPLE_LOST

EXAMPLE_SERIES = SeriesFacts(
    series_id=UUID("0199b7a4-0000-7000-8000-000000000003"),
    frequency="weekly",
    first_on=date(2026, 12, 1),
    until=None,
    count=6,
    starts=9 * 60,
    ends=12 * 60,
    usual=replace(
        EXAMPLE,
        starts_at=datetime(2026, 12, 1, 8, 0, tzinfo=UTC),
        ends_at=datetime(2026, 12, 1, 11, 0, tzinfo=UTC),
    ),
    absent=[date(2026, 12, 22)],
    changed=[
        replace(
            EXAMPLE,
            spaces=["Poste 5"],
            starts_at=datetime(2026, 12, 15, 8, 0, tzinfo=UTC),
            ends_at=datetime(2026, 12, 15, 11, 0, tzinfo=UTC),
            occurrence=datetime(2026, 12, 15, 8, 0, tzinfo=UTC),
        )
    ],
)


@example_of(SeriesMail)
def series_mail(mail):
    return mail(facts=EXAMPLE_SERIES)


@example_of(SeriesChangedMail)
def series_changed_mail(mail):
    return mail(facts=EXAMPLE_SERIES, is_by_holder=False)


@example_of(SeriesCancelledMail)
def series_cancelled_mail(mail):
    return mail(
        facts=EXAMPLE_SERIES,
        cancelled=[date(2027, 1, 12), date(2027, 1, 19)],
        remains=True,
        is_by_holder=False,
        note="Travaux de toiture",
    )


@example_of(SeriesDatesLostMail)
def series_dates_lost_mail(mail):
    return mail(
        facts=replace(EXAMPLE_SERIES, absent=[date(2026, 12, 8), date(2026, 12, 22)]),
        lost_dates=EXAMPLE_LOST,
        remains=True,
        note="Travaux de toiture",
    )
