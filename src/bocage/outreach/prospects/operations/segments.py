"""Saved segments, and table exports, each recorded."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from bocage.foundation.db.row_locks import lock_rows
from bocage.outreach.prospects.models.prospects import Prospect
from bocage.outreach.prospects.models.segments import ProspectExport, Segment

if TYPE_CHECKING:
    from bocage.people.models import Person
    from bocage.territory.models import Departement


def save_segment(
    *, by: Person, departement: Departement, name: str, query: str, now: datetime | None = None
) -> Segment:
    """Saves a choice of prospects under a name; an existing segment of the same name, whatever its
    case, takes the new choice.

    Raises:
        NotAllowed: `by` does not run the campaigns of this département.
    """
    by.require("outreach.follow_prospect", Prospect(departement=departement))
    name = " ".join(name.split())[:80]
    with transaction.atomic():
        inserted = Segment.objects.bulk_create(
            [
                Segment(
                    departement=departement,
                    name=name,
                    query=query[:1000],
                    saved_by=by,
                    saved_at=now or timezone.now(),
                )
            ],
            ignore_conflicts=True,
        )
        segment = lock_rows(Segment.objects.all()).get(departement=departement, name__iexact=name)
        if segment.pk != inserted[0].pk:
            segment.query, segment.saved_by = inserted[0].query, by
            segment.save(update_fields=["query", "saved_by"])
    return segment


def forget_segment(*, by: Person, segment: Segment) -> None:
    """Forgets a name; the prospects stay.

    Raises:
        NotAllowed: `by` does not run the campaigns of its département.
    """
    by.require("outreach.follow_prospect", segment)
    Segment.objects.filter(pk=segment.pk).delete()


def note_export(
    *, by: Person, query: str, count: int, form: str, now: datetime | None = None
) -> ProspectExport:
    """Records an export of prospects.

    Raises:
        NotAllowed: `by` follows no prospects.
    """
    by.require("outreach.see_prospects")
    return ProspectExport.objects.create(
        exported_by=by,
        exported_at=now or timezone.now(),
        query=query[:1000],
        count=count,
        form=form,
    )
