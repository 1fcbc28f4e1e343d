"""Past figures of an asset, read from its history."""

from dataclasses import dataclass
from datetime import date, datetime

from django.apps import apps

from bocage.outreach.assets.models import Asset
from bocage.people.models import Person

MAX_FIGURES = 40


@dataclass(frozen=True, kw_only=True)
class PastFigure:
    """Past figure, with its source, and when and by whom it was written."""

    figure: str
    unit: str
    dated_on: date | None
    source_name: str
    source_url: str
    written_at: datetime
    written_by: str
    """A name; empty if a task or a command wrote it, or if the account was erased."""


def figures_of(asset: Asset) -> list[PastFigure]:
    """Lists the figures that an asset has had, the latest first; two queries."""
    events = apps.get_model("outreach", "AssetEvent")._default_manager
    rows = events.filter(pgh_obj=asset.pk).select_related("pgh_context").order_by("pgh_id")
    figures: list[PastFigure] = []
    with_figure = [row for row in rows if row.figure]
    actors = {(row.pgh_context.metadata.get("person") if row.pgh_context else None) for row in rows}
    names = dict(
        Person.objects.filter(pk__in=[key for key in actors if key]).values_list("pk", "name")
    )
    before: tuple[object, ...] | None = None
    for event in with_figure:
        now = (event.figure, event.dated_on, event.source_name)
        if now != before:
            actor = event.pgh_context.metadata.get("person") if event.pgh_context else None
            figures.append(
                PastFigure(
                    figure=event.figure,
                    unit=event.unit,
                    dated_on=event.dated_on,
                    source_name=event.source_name,
                    source_url=event.source_url,
                    written_at=event.pgh_created_at,
                    written_by={str(key): name for key, name in names.items()}.get(actor or "", ""),
                )
            )
        before = now
    return figures[::-1][:MAX_FIGURES]
