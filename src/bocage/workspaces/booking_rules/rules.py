"""Rules of a resource: its own, else those of its place, else those of the instance."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from datetime import timedelta
from typing import Any

from bocage.foundation.instance import current_instance
from bocage.workspaces.booking_rules.models import Audience, BookingRules
from bocage.workspaces.opening_hours.availability import Interval


@dataclass(frozen=True, slots=True)
class Rules:
    """Booking rules with their values. None means no limit."""

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

    @property
    def requires_entitlement(self) -> bool:
        """Checks whether the rules depend on an entitlement recorded by the club, or by the
        welcome.
        """
        return self.audience in {Audience.CLUB_MEMBERS, Audience.ACCOMPANIED}

    @property
    def asks_clearance(self) -> bool:
        """True if the host of the place must have given a clearance to the person."""
        return self.requires_membership or self.requires_introduction

    @property
    def restricts_people(self) -> bool:
        """True if something must be known of a person, beyond their confirmed address."""
        return (
            self.audience != Audience.EVERYONE
            or self.requires_membership
            or self.requires_introduction
        )

    @property
    def has_quota(self) -> bool:
        return self.hours_per_week is not None or self.hours_per_month is not None

    @property
    def longest_buffer(self) -> timedelta:
        return timedelta(minutes=max(self.buffer_before_minutes, self.buffer_after_minutes))

    def with_buffers(self, period: Interval) -> Interval:
        """Returns the period that a booking blocks for others: its own with its buffers."""
        return Interval(
            period.start - timedelta(minutes=self.buffer_before_minutes),
            period.end + timedelta(minutes=self.buffer_after_minutes),
        )

    def barred_by(self, hold: Interval) -> Interval:
        """Returns the period around a hold within which nobody can book, with the buffers: the
        inverse of `with_buffers`.
        """
        return Interval(
            hold.start - timedelta(minutes=self.buffer_after_minutes),
            hold.end + timedelta(minutes=self.buffer_before_minutes),
        )

    def overridden_by(self, row: BookingRules | None) -> Rules:
        """Returns these rules, overridden by the values that a row sets."""
        return self if row is None else replace(self, **overrides_of(row))


RULE_NAMES = tuple(field.name for field in fields(Rules))
"""Names of the fields of `Rules`, which are also those of the rows that override them."""

DEFAULT_RULES = Rules()


def overrides_of(row: BookingRules) -> dict[str, Any]:
    """Returns the rules that a row sets itself; the others are inherited."""
    values = {name: getattr(row, name) for name in RULE_NAMES}
    return {name: value for name, value in values.items() if value is not None and value != ""}


def loosest(several: Iterable[Rules]) -> Rules:
    """Returns the time limits that at least one of several rules (one at least) allows."""
    rules = list(several)
    minima = [rule.minimum_minutes for rule in rules]
    maxima = [rule.maximum_minutes for rule in rules]
    return replace(
        rules[0],
        step_minutes=min(rule.step_minutes for rule in rules),
        notice_minutes=min(rule.notice_minutes for rule in rules),
        horizon_days=max(rule.horizon_days for rule in rules),
        minimum_minutes=None if None in minima else min(filter(None, minima)),
        maximum_minutes=None if None in maxima else max(filter(None, maxima)),
    )


def default_rules() -> Rules:
    """Returns the rules of a place without its own: those of the instance, and our defaults."""
    instance = current_instance()
    return replace(
        DEFAULT_RULES,
        horizon_days=instance.booking_horizon_days,
        cancellation_notice_minutes=instance.cancellation_notice_hours * 60,
    )


def rules_of_place(rows: Iterable[BookingRules]) -> tuple[Rules, dict[object, Rules]]:
    """Returns the rules of a place, and the overriding ones of its resources, from their rows."""
    by_resource = {row.resource_id: row for row in rows}
    place_rules = default_rules().overridden_by(by_resource.pop(None, None))
    return place_rules, {pk: place_rules.overridden_by(row) for pk, row in by_resource.items()}
