"""Export of the deliveries that a person uploaded or decided on."""

from django.utils.translation import gettext_lazy as _

from bocage.foundation.formatting.times import full_moment
from bocage.housing.market.models.sources import FeedRun
from bocage.people.models import Person
from bocage.people.personal_data import DataItem, DataItems, data_section


@data_section(
    name="housing_deliveries",
    title=_("Livraisons d’annonces que j’ai déposées ou décidées"),
    rank=65,
    named_in=("housing.FeedRun.sent_by", "housing.FeedRun.decided_by"),
)
def feed_run_rows(person: Person, limit: int | None) -> DataItems:
    """Yields the deliveries that the person brought or decided on, the latest first; two
    queries."""
    sent_runs = FeedRun.objects.filter(sent_by=person).select_related("source")
    decided = FeedRun.objects.filter(decided_by=person).select_related("source")
    runs = {run.pk: run for query in (sent_runs, decided) for run in query.order_by("-pk")[:limit]}
    latest = sorted(runs.values(), key=lambda run: run.received_at, reverse=True)
    for run in latest[:limit]:
        yield DataItem(
            title=run.source.name,
            detail=f"{full_moment(run.received_at)} · {run.get_status_display()}",
        )
