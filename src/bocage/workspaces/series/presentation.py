"""What the pages of series show of a preview: each date, with its choices in words."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from bocage.foundation.formatting.times import format_hours
from bocage.territory.travel_formatting import format_way
from bocage.workspaces.scheduling.availability import Interval
from bocage.workspaces.scheduling.errors import Alternative, BeyondHorizon, InThePast, QuotaReached
from bocage.workspaces.series.apart import DateApart
from bocage.workspaces.series.formatting import written_date
from bocage.workspaces.series.preview import PreviewedDate


@dataclass(frozen=True, slots=True)
class DateChoice:
    """Choice of how to book a date: `value` is what the form sends."""

    value: str
    words: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class DateRow:
    """A date of a preview; `choices` are there where it is not free as asked. `apart` says when
    and where it is already, where that is not what the rule of its series says."""

    day: date
    period: Interval | None
    value: str
    fits: bool
    is_chosen: bool
    state: str
    """In two words: free, taken, or more than the person may book."""
    sentence: str
    choices: tuple[DateChoice, ...]
    apart: DateApart | None

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
    sent: Collection[str] | None = None,
    apart: Mapping[date, DateApart] | None = None,
) -> SeriesPreview:
    """Returns the rows of a preview.

    `home` is the slug of the place of the series; `sent` is what the person had chosen, where the
    form comes back. The dates that are `apart` stay so, unless the person chooses otherwise.
    """
    stays = apart or {}
    shown = [date for date in dates if not isinstance(date.refusal, BeyondHorizon | InThePast)]
    return SeriesPreview(
        rows=tuple(_row(one, home, sent, stays.get(one.day)) for one in shown),
        too_far=tuple(date.day for date in dates if isinstance(date.refusal, BeyondHorizon)),
    )


def _row(
    one: PreviewedDate, home: str, sent: Collection[str] | None, apart: DateApart | None
) -> DateRow:
    value = written_date(one.day)
    beforehand: Collection[str] = () if apart else (value,)
    chosen = beforehand if sent is None else sent
    return DateRow(
        day=one.day,
        period=one.period,
        value=value,
        fits=one.fits,
        is_chosen=one.fits and value in chosen,
        state=_state(one),
        sentence=str(one.refusal.sentence) if one.refusal else "",
        choices=tuple(
            _choice(one, alternative, home, sent, is_usual=number == 0 and apart is None)
            for number, alternative in enumerate(one.alternatives)
        ),
        apart=apart,
    )


def _state(one: PreviewedDate) -> str:
    if one.fits:
        return _("libre")
    if isinstance(one.refusal, QuotaReached):
        return _("au-delà de vos heures")
    return _("pas libre")


def _choice(
    one: PreviewedDate,
    alternative: Alternative,
    home: str,
    sent: Collection[str] | None,
    *,
    is_usual: bool,
) -> DateChoice:
    """What is in the same place is chosen beforehand; going elsewhere is for the person to say."""
    value = written_date(one.day, alternative.resource_id, alternative.period)
    is_here = alternative.place_slug == home
    chosen = value in sent if sent is not None else is_usual and is_here
    return DateChoice(value, _words(one, alternative, is_here=is_here), chosen)


def _words(one: PreviewedDate, alternative: Alternative, *, is_here: bool) -> str:
    hours = format_hours(*alternative.period)
    if not is_here:
        far = alternative.distance_m
        where = (
            [alternative.place_name] if far is None else [alternative.place_name, format_way(far)]
        )
        return _("%(place)s, à la même heure") % {"place": ", ".join(where)}
    if alternative.period == one.period:
        return _("%(space)s, à la même heure") % {"space": alternative.resource_name}
    if one.period and alternative.period.length < one.period.length:
        return _("%(hours)s, plus court") % {"hours": hours}
    later = one.period is not None and alternative.period.start > one.period.start
    return (_("%(hours)s, plus tard") if later else _("%(hours)s, plus tôt")) % {"hours": hours}
