"""Response times of town halls, computed from the relays.

The time of one relay runs from its sending to its answer, whoever gave it, nights and Sundays
included. That of a commune is the median over the relays sent to its town hall and answered within
two years, so that one long delay in summer does not hide ten prompt answers.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Aggregate, Count, DurationField, F, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bocage.welcome.relays.models import Relay
from bocage.welcome.relays.querysets import RelayQuerySet

WINDOW = timedelta(days=730)
ONE_DAY_HOURS = 24
FEW_DAYS_HOURS = 48


class Median(Aggregate):
    """Aggregate of the continuous median of PostgreSQL."""

    function = "PERCENTILE_CONT"
    template = "%(function)s(0.5) WITHIN GROUP (ORDER BY %(expressions)s)"
    name = "Median"

    def __init__(self, expression: object, **extra: object) -> None:
        super().__init__(expression, output_field=DurationField(), **extra)  # type: ignore[arg-type]


@dataclass(frozen=True, kw_only=True)
class ResponseTime:
    """Response time of one or several town halls."""

    median: timedelta | None
    answered: int
    questions: int
    overdue: int = 0
    """Number of unanswered relays past their deadline."""


UNKNOWN = ResponseTime(median=None, answered=0, questions=0)


def response_times(
    communes: Iterable[str], *, now: datetime | None = None
) -> dict[str, ResponseTime]:
    """Maps INSEE codes to response times, for the communes that received relays; one query."""
    rows = (
        _recent(now)
        .filter(commune__in=list(communes))
        .order_by()
        .values("commune")
        .annotate(
            median=_MEDIAN,
            answered=Count("pk", filter=Q(status="answered")),
            questions=Count("pk"),
            overdue=Count("pk", filter=~Q(status="answered") & Q(due_at__lt=now or timezone.now())),
        )
    )
    return {
        row["commune"]: ResponseTime(
            median=row["median"],
            answered=row["answered"],
            questions=row["questions"],
            overdue=row["overdue"],
        )
        for row in rows
    }


def response_time_of(relays: RelayQuerySet) -> ResponseTime:
    """Returns the combined response time of all these relays; one query."""
    row = relays.order_by().aggregate(
        median=_MEDIAN, answered=Count("pk", filter=Q(status="answered")), questions=Count("pk")
    )
    return ResponseTime(**row)


def _recent(now: datetime | None) -> RelayQuerySet:
    since = (now or timezone.now()) - WINDOW
    return Relay.objects.filter(sent_at__gte=since, recipient=Relay.Recipient.TOWN_HALL).exclude(
        status=Relay.Status.WITHDRAWN
    )


def recent_relays(*, now: datetime | None = None) -> RelayQuerySet:
    """Returns the relays from which response times are computed."""
    return _recent(now)


def duration_words(length: timedelta | None) -> str:
    """Returns a duration in words, in hours or days: « moins d’une heure », « 5 heures », « 3 jours
    ».
    """
    if length is None:
        return _("pas encore connu")
    hours = round(length.total_seconds() / 3600)
    if hours < 1:
        return _("moins d’une heure")
    if hours < FEW_DAYS_HOURS:
        return ngettext("%(count)d heure", "%(count)d heures", hours) % {"count": hours}
    days = round(hours / ONE_DAY_HOURS)
    return ngettext("%(count)d jour", "%(count)d jours", days) % {"count": days}


_MEDIAN = Median(F("answered_at") - F("sent_at"))
"""Median over answered relays: it ignores those without an answer."""
