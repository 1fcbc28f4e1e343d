"""Unmet wishes: searches without answer, and waits that led to nothing."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Q, Sum
from django.utils.translation import gettext as _

from bocage.workspaces.places.models import ResourceKind
from bocage.workspaces.reports.period import ReportPeriod
from bocage.workspaces.reports.tables import ReportTable
from bocage.workspaces.search.models import UnmetWish


@dataclass(frozen=True, slots=True)
class Unmet:
    """Number of wishes of one kind that were not met, and of people in all."""

    reason: str
    kind: str
    wishes: int
    people: int


def unmet(scope: Q, period: ReportPeriod) -> list[Unmet]:
    """Returns the unmet wishes of the period, the most frequent first; one query."""
    start, end = period.interval
    rows = (
        UnmetWish.objects.filter(scope, requested_at__gte=start, requested_at__lt=end)
        .order_by()
        .values("reason", "kind")
        .annotate(wishes=Count("pk"), people=Sum("attendees"))
        .order_by("-wishes", "reason", "kind")
    )
    reasons, kinds = dict(UnmetWish.Reason.choices), dict(ResourceKind.choices)
    return [
        Unmet(
            str(reasons[row["reason"]]),
            str(kinds[row["kind"]]) if row["kind"] else _("sans précision"),
            row["wishes"],
            row["people"],
        )
        for row in rows
    ]


def unmet_table(unmet_wishes: Sequence[Unmet]) -> ReportTable:
    return ReportTable(
        "demandes-sans-reponse",
        _("Demandes sans réponse"),
        [_("Ce qui s’est passé"), _("Ce qui était cherché"), _("Demandes"), _("Personnes")],
        [(wishes.reason, wishes.kind, wishes.wishes, wishes.people) for wishes in unmet_wishes],
    )
