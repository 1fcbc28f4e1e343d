"""Remarks about the rows of a delivery, as lists and mails read them."""

from django.db.models import Case, QuerySet, When

from bocage.housing.feeds.models import RowIssue
from bocage.housing.market.models.sources import FeedRun


def issues_of(run: FeedRun) -> QuerySet[RowIssue]:
    """Returns the remarks of a delivery, rejected rows first, since these homes are not shown;
    those of the last reading if its bytes are the same.
    """
    if run.status == FeedRun.Status.UNCHANGED:
        last = (
            FeedRun.objects.filter(
                source=run.source_id, status=FeedRun.Status.APPLIED, number__lt=run.number
            )
            .order_by("-number")
            .first()
        )
        run = last or run
    severity_rank = Case(When(severity=RowIssue.Severity.REJECTED, then=0), default=1)
    return RowIssue.objects.filter(run=run).order_by(severity_rank, "line", "column", "id")
