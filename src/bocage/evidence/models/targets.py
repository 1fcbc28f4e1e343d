"""Targets of a territory: a value of an indicator, from a day on."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _

from bocage.evidence.models.scopes import Level, Span
from bocage.evidence.observing import PARIS
from bocage.foundation.db.history import with_history
from bocage.foundation.models.identified import IdentifiedModel
from bocage.people.keys import AuthorKey


class TargetQuerySet(models.QuerySet["Target"]):
    """Query set of targets, with filters by day."""

    def of(self, level: str, code: str) -> TargetQuerySet:
        """Filters on the targets of a scope."""
        return self.filter(level=level, code=code)

    def in_force_on(self, day: date) -> TargetQuerySet:
        """Filters on the targets in force on a day."""
        return self.filter(Q(ends_on=None) | Q(ends_on__gt=day), starts_on__lte=day)

    def not_over(self, day: date) -> TargetQuerySet:
        """Filters on the targets in force on a day, and future ones."""
        after = Q(ends_on__gt=day) & Q(ends_on__gt=F("starts_on"))
        return self.filter(Q(ends_on=None) | after)

    def known_on(self, night: date) -> TargetQuerySet:
        """Filters on the targets set by the end of a day, in Paris time, which a report of that
        night shows. A target changed since is in force until the day of the change, which is
        never earlier than the change itself.
        """
        midnight = datetime.combine(night + timedelta(days=1), time.min, PARIS)
        return self.filter(set_at__lt=midnight)


@with_history("indicator", "level", "code", "span", "value", "starts_on", "ends_on", "reason")
class Target(IdentifiedModel):
    """Target for each month or each year, in force from `starts_on` until the day before `ends_on`.

    A change ends one row and begins another, so that past targets are retained for their days. A
    target changed before it began has no day: it ends on its first day.
    """

    indicator = models.CharField(_("indicateur"), max_length=60)
    level = models.CharField(_("échelle"), max_length=11, choices=Level)
    code = models.CharField(_("périmètre"), max_length=36, blank=True)
    span = models.CharField(_("durée"), max_length=5, choices=Span)
    starts_on = models.DateField(_("à partir du"))
    ends_on = models.DateField(_("premier jour sans cet objectif"), null=True, blank=True)
    value = models.DecimalField(_("objectif"), max_digits=20, decimal_places=4)
    """Value in the unit of the indicator; a share in percent."""
    reason = models.CharField(_("pourquoi"), max_length=300, blank=True)
    set_by = AuthorKey(_("fixé par"), null=True, blank=True, related_name="+")
    set_at = models.DateTimeField(_("fixé le"))

    objects = TargetQuerySet.as_manager()

    class Meta:
        ordering = ["indicator", "level", "code", "span", "starts_on", "set_at"]
        constraints = [
            ExclusionConstraint(
                name="evidence_target_one_at_a_time",
                expressions=[
                    ("indicator", RangeOperators.EQUAL),
                    ("level", RangeOperators.EQUAL),
                    ("code", RangeOperators.EQUAL),
                    ("span", RangeOperators.EQUAL),
                    (
                        Func("starts_on", "ends_on", function="daterange"),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                violation_error_message=_("Un objectif est déjà fixé pour ces dates."),
            ),
            models.CheckConstraint(
                name="evidence_target_dates_in_order",
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                violation_error_message=_("Un objectif finit après avoir commencé."),
            ),
            models.CheckConstraint(
                name="evidence_target_of_a_scope",
                condition=Q(level="instance", code="") | (~Q(level="instance") & ~Q(code="")),
                violation_error_message=_("Un objectif est celui d’un périmètre."),
            ),
            models.CheckConstraint(
                name="evidence_target_not_negative",
                condition=Q(value__gte=0),
                violation_error_message=_("Un objectif n’est pas négatif."),
            ),
        ]
        indexes = [models.Index(fields=["level", "code"], name="evidence_target_of_scope")]

    def __str__(self) -> str:
        return f"{self.indicator} {self.level} {self.code} {self.starts_on}: {self.value}"

    def is_in_force_on(self, day: date) -> bool:
        """Checks whether the target is in force on a day."""
        return self.starts_on <= day and (self.ends_on is None or day < self.ends_on)

    @property
    def last_day(self) -> date | None:
        """Returns the last day with this target; None if it has no end, or was never in force."""
        if self.ends_on is None or self.ends_on == self.starts_on:
            return None
        return self.ends_on - timedelta(days=1)

    @property
    def had_no_day(self) -> bool:
        """True if the target was replaced or ended before it began."""
        return self.ends_on == self.starts_on
