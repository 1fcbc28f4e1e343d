"""Preview of a series in words: each date, with its choices."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from bocage.foundation.formatting.times import format_hours
from bocage.territory.travel_formatting import format_way
from bocage.workspaces.booking_refusals.errors import (
    Alternative,
    BeyondHorizon,
    InThePast,
    QuotaReached,
)
from bocage.workspaces.opening_hours.availability import Interval
from bocage.workspaces.series.deviations import Deviation
from bocage.workspaces.series.formatting import written_date
from bocage.workspaces.series.preview import PreviewedDate


@dataclass(frozen=True, slots=True)
class DateChoice:
    """Way to book a date: `value` is posted by the form."""

    value: str
    words: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class DateRow:
    """Date of a preview; `choices` are the alternatives of a date that is not free. `deviation`
    describes the current time and place of a date that differs from the rule of its series.
    """

    day: date
    period: Interval | None
    value: str
    fits: bool
    is_chosen: bool
    state: str
    """State in two words: free, taken, or over the quota of the person."""
    sentence: str
    choices: tuple[DateChoice, ...]
    deviation: Deviation | None

    @property
    def has_choice(self) -> bool:
        return any(choice.is_chosen for choice in self.choices)


@dataclass(frozen=True, slots=True)
class SeriesPreview:
    """Dates of a preview in three groups; those too far ahead are only listed."""

    rows: tuple[DateRow, ...]
    too_far: tuple[date, ...]

    @property
    def count(self) -> int:
        return len(self.rows) + len(self.too_far)

    @property
    def fitting(self) -> int:
        return sum(row.fits for row in self.rows)

    @property
    def colliding(self) -> int:
        return len(self.rows) - self.fitting


def present(
    dates: Sequence[PreviewedDate],
    *,
    home: str,
    posted: Collection[str] | None = None,
    deviations: Mapping[date, Deviation] | None = None,
) -> SeriesPreview:
    """Returns the rows of a preview.

    `home` is the slug of the place of the series; `posted` is the earlier choice, if the form is
    shown again. The dates in `deviations` stay so, unless the person chooses otherwise.
    """
    stays = deviations or {}
    shown_dates = [
        date for date in dates if not isinstance(date.refusal, BeyondHorizon | InThePast)
    ]
    return SeriesPreview(
        rows=tuple(
            _row(previewed, home, posted, stays.get(previewed.day)) for previewed in shown_dates
        ),
        too_far=tuple(date.day for date in dates if isinstance(date.refusal, BeyondHorizon)),
    )


def _row(
    previewed: PreviewedDate, home: str, posted: Collection[str] | None, deviation: Deviation | None
) -> DateRow:
    value = written_date(previewed.day)
    beforehand: Collection[str] = () if deviation else (value,)
    selected = beforehand if posted is None else posted
    return DateRow(
        day=previewed.day,
        period=previewed.period,
        value=value,
        fits=previewed.fits,
        is_chosen=previewed.fits and value in selected,
        state=_state(previewed),
        sentence=str(previewed.refusal.sentence) if previewed.refusal else "",
        choices=tuple(
            _choice(
                previewed, alternative, home, posted, is_usual=number == 0 and deviation is None
            )
            for number, alternative in enumerate(previewed.alternatives)
        ),
        deviation=deviation,
    )


def _state(previewed: PreviewedDate) -> str:
    if previewed.fits:
        return _("libre")
    if isinstance(previewed.refusal, QuotaReached):
        return _("au-delà de vos heures")
    return _("pas libre")


def _choice(
    previewed: PreviewedDate,
    alternative: Alternative,
    home: str,
    posted: Collection[str] | None,
    *,
    is_usual: bool,
) -> DateChoice:
    """Returns a choice of a date: chosen beforehand in the same place, by the person elsewhere."""
    value = written_date(previewed.day, alternative.resource_id, alternative.period)
    is_here = alternative.place_slug == home
    is_chosen = value in posted if posted is not None else is_usual and is_here
    return DateChoice(value, _words(previewed, alternative, is_here=is_here), is_chosen)


def _words(previewed: PreviewedDate, alternative: Alternative, *, is_here: bool) -> str:
    hours = format_hours(*alternative.period)
    if not is_here:
        far = alternative.distance_m
        names = (
            [alternative.place_name] if far is None else [alternative.place_name, format_way(far)]
        )
        return _("%(place)s, à la même heure") % {"place": ", ".join(names)}
    if alternative.period == previewed.period:
        return _("%(space)s, à la même heure") % {"space": alternative.resource_name}
    if previewed.period and alternative.period.length < previewed.period.length:
        return _("%(hours)s, plus court") % {"hours": hours}
    later = previewed.period is not None and alternative.period.start > previewed.period.start
    return (_("%(hours)s, plus tard") if later else _("%(hours)s, plus tôt")) % {"hours": hours}
