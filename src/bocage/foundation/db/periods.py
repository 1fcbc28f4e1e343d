"""Fields and constraints shared by models that have a period."""

from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import Q

PERIOD_IS_FINITE = Q(period__isempty=False, period__lower_inf=False, period__upper_inf=False)
"""Condition of a constraint: the period has a start and a later end."""


class InPeriod(models.Model):
    """Abstract model of an object with a `period`, `[start, end)`, a field that each model adds."""

    period: Any

    class Meta:
        abstract = True

    @property
    def starts_at(self) -> datetime:
        start: datetime = self.period.lower
        return start

    @property
    def ends_at(self) -> datetime:
        end: datetime = self.period.upper
        return end
