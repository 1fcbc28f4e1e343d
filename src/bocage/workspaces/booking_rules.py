"""The rules that hold for a resource: its own, else those of its place, else the product's."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from datetime import timedelta

from bocage.workspaces.models import Audience, BookingRules


@dataclass(frozen=True, slots=True)
class Rules:
    """Every rule with its value. None stands where there is no limit."""

    step_minutes: int = 30
    minimum_minutes: int | None = None
    maximum_minutes: int | None = None
    notice_minutes: int = 0
    horizon_days: int = 90
    buffer_before_minutes: int = 0
    buffer_after_minutes: int = 0
    cancellation_notice_minutes: int = 0
    needs_approval: bool = False
    answer_within_hours: int = 48
    audience: str = Audience.EVERYONE
    requires_membership: bool = False
    requires_introduction: bool = False
    hours_per_week: int | None = None
    hours_per_month: int | None = None
    release_after_minutes: int | None = None
    offer_minutes: int = 120

    @property
    def step(self) -> timedelta:
        return timedelta(minutes=self.step_minutes)

    @property
    def notice(self) -> timedelta:
        return timedelta(minutes=self.notice_minutes)

    @property
    def cancellation_notice(self) -> timedelta:
        return timedelta(minutes=self.cancellation_notice_minutes)

    def overridden_by(self, row: BookingRules | None) -> Rules:
        """These rules, with what a row says instead of them."""
        if row is None:
            return self
        said = {name: getattr(row, name) for name in RULE_NAMES}
        return replace(self, **{name: v for name, v in said.items() if v is not None and v != ""})


RULE_NAMES = tuple(field.name for field in fields(Rules))
"""The fields of `Rules`, which are also those of the rows that override them."""

DEFAULT_RULES = Rules()


def rules_of_place(rows: Iterable[BookingRules]) -> tuple[Rules, dict[object, Rules]]:
    """From the rows of one place: its own rules, and those of the resources that differ."""
    by_resource = {row.resource_id: row for row in rows}
    own = DEFAULT_RULES.overridden_by(by_resource.pop(None, None))
    return own, {pk: own.overridden_by(row) for pk, row in by_resource.items()}
