"""A figure held against its target, in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from bocage.evidence.dashboards.grounds import Ground
from bocage.evidence.dashboards.period import Period
from bocage.evidence.figure_formatting import format_value
from bocage.evidence.models import Target
from bocage.evidence.registry import Aggregate, Indicator, Kind, indicators

type Tone = Literal["", "good", "warn", "alert"]


@dataclass(frozen=True)
class ShownAim:
    """A target as a page shows it beside its figure: « Objectif : 20 », « en bonne voie »."""

    text: str
    progress: str = ""
    """Comparison of the figure with the target; empty if the figure is not shown."""
    tone: Tone = ""


@dataclass(frozen=True)
class ShownTarget:
    """A target as a line of a table."""

    target: Target
    indicator: Indicator
    text: str
    is_in_force: bool
    is_to_come: bool

    @property
    def fields(self) -> dict[str, str]:
        """Hidden fields of the form that ends the target."""
        return {"objectif": str(self.target.pk)}


def shown_targets(targets: Iterable[Target], today: date) -> list[ShownTarget]:
    """Converts targets to lines, in their order; those of removed indicators are omitted."""
    return [
        ShownTarget(
            target,
            indicator,
            format_value(indicator, target.value),
            target.is_in_force_on(today),
            target.starts_on > today and not target.had_no_day,
        )
        for target in targets
        for indicator in indicators()
        if indicator.name == target.indicator
    ]


def targets_of(ground: Ground, period: Period, night: date) -> dict[str, Target]:
    """Returns the targets of a ground for a period, by indicator name; one query."""
    day = period.day_of_target(night)
    targets_in_force = Target.objects.of(ground.level, ground.code).in_force_on(day)
    return {target.indicator: target for target in targets_in_force.filter(span=period.span)}


def shown_aim(
    indicator: Indicator, target: Target | None, value: Decimal | None, period: Period, night: date
) -> ShownAim | None:
    """Returns a target with the progress of the figure against it; None without a target. `value`
    is None if the figure is hidden, and there is then no progress.
    """
    if target is None:
        return None
    text = format_value(indicator, target.value)
    if value is None:
        return ShownAim(text)
    return ShownAim(text, *_progress(indicator, target.value, value, period, night))


def _progress(
    indicator: Indicator, aimed: Decimal, value: Decimal, period: Period, night: date
) -> tuple[str, Tone]:
    is_over = period.is_over(night)
    if not indicator.more_is_better:
        if value > aimed:
            return _("objectif dépassé"), "alert"
        return (_("objectif tenu") if is_over else _("tenu jusqu’ici")), "good"
    if value >= aimed:
        return _("objectif atteint"), "good"
    if is_over:
        return _("objectif manqué"), "alert"
    if indicator.kind is Kind.STOCK or indicator.aggregate is not Aggregate.SUM:
        return _("pas encore atteint"), "warn"
    is_on_its_way = value >= aimed * period.elapsed(night)
    return (
        (_("en bonne voie"), "good")
        if is_on_its_way
        else (pgettext("un objectif", "en retard"), "warn")
    )
