"""The messages about series: one for all their dates, with one recurring event."""

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from typing import Any, ClassVar, Self
from uuid import UUID

from django.utils.translation import ngettext

from bocage.foundation.calendars import Method
from bocage.foundation.mail import Attachment, Mail, page_url
from bocage.foundation.spoken_time import spoken_date, spoken_hours
from bocage.workspaces.availability import local_day
from bocage.workspaces.booking_calendar import BookingFacts, calendar_file
from bocage.workspaces.mails import EXAMPLE
from bocage.workspaces.series_calendar import SeriesFacts, series_file, series_url
from bocage.workspaces.series_words import spoken_clock, spoken_rhythm, spoken_span

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


@dataclass(frozen=True, kw_only=True)
class SeriesMail(Mail):
    """What every message about a series says, with its event for the person's calendar.

    `former` is what goes on under another rule since part of the series was changed: its event
    ends where the new one begins.
    """

    channel: ClassVar[str] = "bookings"
    priority: ClassVar[int] = 20

    facts: SeriesFacts
    former: SeriesFacts | None = None

    @property
    def method(self) -> Method:
        return "REQUEST"

    def attachments(self) -> list[Attachment]:
        files = {"serie.ics": (self.facts, self.method)}
        if self.former is not None:
            files["serie-precedente.ics"] = (self.former, "REQUEST")
        return [
            Attachment(
                filename=name,
                content=series_file(facts, method),
                mimetype="text/calendar",
                method=method,
            )
            for name, (facts, method) in files.items()
        ]

    def context(self) -> dict[str, Any]:
        facts, rule = self.facts, self.facts.recurrence
        days = rule.days()
        return {
            "place_url": page_url("place_detail", facts.usual.place_slug),
            "series_url": series_url(facts.series_id),
            "rhythm": spoken_rhythm(rule),
            "clock": spoken_clock(rule),
            "span": spoken_span(days or rule.named_days()),
            "spaces": ", ".join(facts.usual.spaces),
            "count": len(days),
            "absent": [spoken_date(day) for day in facts.absent],
            "changed": [_spoken_change(one, facts.usual) for one in facts.changed],
        }

    @classmethod
    def preview(cls) -> Self:
        return cls(facts=EXAMPLE_SERIES)


def _spoken_change(one: BookingFacts, usual: BookingFacts) -> str:
    """« mardi 15 décembre, 9 h – 12 h, Poste 5 », with the place, and how many come, where these
    are others."""
    parts = [
        spoken_date(local_day(one.starts_at)),
        spoken_hours(one.starts_at, one.ends_at),
        ", ".join(one.spaces),
    ]
    if one.place_slug != usual.place_slug:
        parts.append(one.place_name)
    if one.attendees != usual.attendees:
        people = ngettext("%(count)d personne", "%(count)d personnes", one.attendees)
        parts.append(people % {"count": one.attendees})
    return ", ".join(parts)


@dataclass(frozen=True, kw_only=True)
class SeriesBookedMail(SeriesMail):
    template: ClassVar[str] = "workspaces/mail/series_booked"


@dataclass(frozen=True, kw_only=True)
class SeriesRestoredMail(SeriesMail):
    """The dates that were cancelled stand again."""

    template: ClassVar[str] = "workspaces/mail/series_restored"


@dataclass(frozen=True, kw_only=True)
class SeriesChangedMail(SeriesMail):
    """What holds now. `cancelled` are the dates that its new rule gives up; those `leaving` it
    were moved by themselves before, and are events of their own from now on."""

    template: ClassVar[str] = "workspaces/mail/series_changed"

    is_by_holder: bool
    cancelled: list[date] = field(default_factory=list)
    leaving: list[BookingFacts] = field(default_factory=list)

    def attachments(self) -> list[Attachment]:
        own = [
            Attachment(
                filename=f"date-{number}.ics",
                content=calendar_file(one),
                mimetype="text/calendar",
                method="REQUEST",
            )
            for number, one in enumerate(self.leaving, start=1)
        ]
        return [*super().attachments(), *own]

    def context(self) -> dict[str, Any]:
        return {
            **super().context(),
            "cancelled": [spoken_date(day) for day in self.cancelled],
            "leaving": [_spoken_change(one, self.facts.usual) for one in self.leaving],
        }

    @classmethod
    def preview(cls) -> Self:
        return cls(facts=EXAMPLE_SERIES, is_by_holder=False)


@dataclass(frozen=True, kw_only=True)
class SeriesCancelledMail(SeriesMail):
    """`cancelled` are the dates that do not take place any more; `remains` tells whether any
    does, before them."""

    template: ClassVar[str] = "workspaces/mail/series_cancelled"

    cancelled: list[date]
    remains: bool
    is_by_holder: bool
    note: str

    @property
    def method(self) -> Method:
        return "REQUEST" if self.remains else "CANCEL"

    def context(self) -> dict[str, Any]:
        return {
            **super().context(),
            "cancelled_count": len(self.cancelled),
            "cancelled_span": spoken_span(self.cancelled),
        }

    @classmethod
    def preview(cls) -> Self:
        return cls(
            facts=EXAMPLE_SERIES,
            cancelled=[date(2027, 1, 12), date(2027, 1, 19)],
            remains=True,
            is_by_holder=False,
            note="Travaux de toiture",
        )
