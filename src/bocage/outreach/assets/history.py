"""The figures that an asset had, as its history keeps them."""

from dataclasses import dataclass
from datetime import date, datetime

from django.apps import apps

from bocage.outreach.assets.models import Asset
from bocage.people.models import Person

MOST = 40


@dataclass(frozen=True, kw_only=True)
class PastFigure:
    """A figure, where it came from, and when it was written by whom."""

    figure: str
    unit: str
    dated_on: date | None
    source_name: str
    source_url: str
    written_at: datetime
    written_by: str
    """A name; nothing where a task or a command wrote it, or that account is gone."""


def figures_of(asset: Asset) -> list[PastFigure]:
    """Lists the figures that an asset has had, the latest first; two queries."""
    events = apps.get_model("outreach", "AssetEvent")._default_manager
    kept = events.filter(pgh_obj=asset.pk).select_related("pgh_context").order_by("pgh_id")
    told: list[PastFigure] = []
    written = [one for one in kept if one.figure]
    actors = {(one.pgh_context.metadata.get("person") if one.pgh_context else None) for one in kept}
    names = dict(
        Person.objects.filter(pk__in=[key for key in actors if key]).values_list("pk", "name")
    )
    before: tuple[object, ...] | None = None
    for one in written:
        now = (one.figure, one.dated_on, one.source_name)
        if now != before:
            actor = one.pgh_context.metadata.get("person") if one.pgh_context else None
            told.append(
                PastFigure(
                    figure=one.figure,
                    unit=one.unit,
                    dated_on=one.dated_on,
                    source_name=one.source_name,
                    source_url=one.source_url,
                    written_at=one.pgh_created_at,
                    written_by={str(key): name for key, name in names.items()}.get(actor or "", ""),
                )
            )
        before = now
    return told[::-1][:MOST]
