"""Operations on targets: set, change from a day on, end. Past targets are retained."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from bocage.evidence.dashboards.grounds import Ground, ground_at
from bocage.evidence.errors import (
    NotATarget,
    TargetChanged,
    TargetNotCounted,
    TargetOfThePast,
    TargetOutOfTime,
    TargetThere,
)
from bocage.evidence.events import TargetEnded, TargetSet
from bocage.evidence.models import Target
from bocage.evidence.policies import Aim
from bocage.evidence.registry import Indicator, Unit, indicator_named
from bocage.foundation.db.advisory_locks import take_advisory_lock
from bocage.foundation.db.constraints import refusing
from bocage.foundation.db.row_locks import lock_row
from bocage.foundation.errors import NotAllowed
from bocage.foundation.events import publish
from bocage.people.models import Person

MAXIMUM = Decimal(1_000_000_000)
YEARS_BEFORE, YEARS_AFTER = 1, 5


@dataclass(frozen=True, kw_only=True)
class TargetTerms:
    """Terms of a target: its value in the unit of the indicator (a share in percent), its first day
    (in Paris time), and its reason.
    """

    value: Decimal
    starts_on: date
    reason: str = ""


def set_target(
    *, by: Person, indicator: Indicator, ground: Ground, span: str, terms: TargetTerms
) -> Target:
    """Sets a monthly or yearly target for a ground, from a day that has none. It ends where the
    next target begins, if there is one.

    Raises:
        NotAllowed: `by` does not set targets here.
        TargetNotCounted: the indicator has no figures for such a ground.
        NotATarget, TargetOutOfTime: the terms are not valid.
        TargetThere: another target is in force on that day, or was set at the same time.
    """
    by.require("evidence.set_target", Aim(indicator=indicator, ground=ground))
    if ground.level not in indicator.levels:
        raise TargetNotCounted
    _check(indicator, terms)
    key = {"indicator": indicator.name, "level": ground.level, "code": ground.code}
    with _one_at_a_time(key):
        later = Target.objects.filter(**key, span=span, starts_on__gt=terms.starts_on)
        following = later.not_over(terms.starts_on).order_by("starts_on").first()
        return _begin(
            by, Target(**key, span=span), terms, until=following.starts_on if following else None
        )


def change_target(*, by: Person, target: Target, terms: TargetTerms) -> Target:
    """Replaces a target, from today or a later day on. The former target stays recorded for the
    days when it was in force; if it had not begun, it has none.

    Raises:
        NotAllowed: `by` does not set targets here.
        NotATarget, TargetOutOfTime: the terms are not valid.
        TargetOfThePast: the first day is in the past.
        TargetChanged: it has ended, or was changed meanwhile.
        TargetThere: another target is in force on that day.
    """
    indicator = _allowed(by, target)
    _check(indicator, terms)
    today = timezone.localdate()
    if terms.starts_on < today:
        raise TargetOfThePast
    series = {"indicator": target.indicator, "level": target.level, "code": target.code}
    with _one_at_a_time(series):
        locked = lock_row(target)
        if _is_over(locked, today):
            raise TargetChanged
        until = locked.ends_on
        if until is not None and terms.starts_on >= until:
            raise TargetThere
        locked.ends_on = max(terms.starts_on, locked.starts_on)
        locked.save(update_fields=["ends_on"])
        key = {name: getattr(locked, name) for name in ("indicator", "level", "code", "span")}
        return _begin(by, Target(**key), terms, until=until)


def end_target(*, by: Person, target: Target) -> Target:
    """Ends a target from today on, without a replacement; one that has not begun is cancelled. It
    is idempotent.

    Raises:
        NotAllowed: `by` does not set targets here.
    """
    _allowed(by, target)
    today = timezone.localdate()
    with transaction.atomic():
        locked = lock_row(target)
        if not _is_over(locked, today):
            locked.ends_on = max(today, locked.starts_on)
            locked.save(update_fields=["ends_on"])
            publish(TargetEnded(target=locked.pk))
    return locked


def _allowed(by: Person, target: Target) -> Indicator:
    """Returns the indicator of a target.

    Raises:
        NotAllowed: `by` may not set it, or its ground no longer exists.
    """
    ground = ground_at(target.level, target.code)
    indicator = indicator_named(target.indicator)
    if ground is None or not by.has_perm(
        "evidence.set_target", Aim(indicator=indicator, ground=ground)
    ):
        raise NotAllowed
    return indicator


def _check(indicator: Indicator, terms: TargetTerms) -> None:
    maximum = Decimal(100) if indicator.unit is Unit.PERCENT else MAXIMUM
    if not terms.value.is_finite() or not 0 <= terms.value <= maximum:
        raise NotATarget
    this_year = timezone.localdate().year
    if not this_year - YEARS_BEFORE <= terms.starts_on.year <= this_year + YEARS_AFTER:
        raise TargetOutOfTime


def _is_over(target: Target, today: date) -> bool:
    """Checks whether a target has ended, or was never in force."""
    return target.ends_on is not None and target.ends_on <= max(today, target.starts_on)


def _begin(by: Person, draft: Target, terms: TargetTerms, *, until: date | None) -> Target:
    draft.value, draft.starts_on, draft.ends_on = terms.value, terms.starts_on, until
    draft.reason = " ".join(terms.reason.split())
    draft.set_by, draft.set_at = by, timezone.now()
    draft.save(force_insert=True)
    publish(TargetSet(target=draft.pk))
    return draft


@contextmanager
def _one_at_a_time(series: dict[str, str]) -> Iterator[None]:
    """Serialises writes to a series, so that no day has two targets.

    Two concurrent rows that violate an exclusion constraint may end in a deadlock, where the second
    should get a refusal.
    """
    key = "evidence.target:" + ":".join(series.values())
    with refusing({"evidence_target_one_at_a_time": TargetThere}):
        take_advisory_lock(key)
        yield
