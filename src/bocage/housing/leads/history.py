"""History of a lead for its managers: who did what, and when."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.apps import apps
from django.utils.translation import gettext as _

from bocage.housing.leads.models.leads import Lead, LeadShowing
from bocage.people.models import Person


@dataclass(frozen=True, slots=True)
class Moment:
    """Line of the history. `by` is empty where the clock did it, or a signed link."""

    at: datetime
    label: str
    by: str = ""


def history_of(lead: Lead) -> list[Moment]:
    """Returns each change of state of a lead, and each change of its owner (never the value), from
    the history written by PostgreSQL; three queries.
    """
    entries: list[tuple[Any, str]] = []
    before = ""
    for event in _events("LeadEvent", lead):
        if event.status != before:
            entries.append((event, _became(before, event.status)))
        before = event.status
    entries += [(event, _of_the_owner(event)) for event in _events("LeadOwnerEvent", lead)]
    entries.sort(key=lambda entry: entry[0].pgh_created_at)
    people = Person.objects.in_bulk([key for event, _sentence in entries if (key := _actor(event))])
    return [
        Moment(at=event.pgh_created_at, label=sentence, by=str(people.get(_actor(event)) or ""))
        for event, sentence in entries
    ]


def showings_of(lead: Lead) -> list[LeadShowing]:
    """Lists who read the owner's name and number, the latest first, 100 at most; one query."""
    return list(LeadShowing.objects.filter(lead=lead).select_related("person")[:100])


def _events(kind: str, lead: Lead) -> list[Any]:
    events = apps.get_model("housing", kind)._default_manager.filter(pgh_obj=lead.pk)
    return list(events.select_related("pgh_context").order_by("pgh_id"))


def _of_the_owner(event: Any) -> str:
    words = {
        "insert": _("Propriétaire noté"),
        "update": _("Nom ou numéro du propriétaire changé"),
        "delete": _("Nom et numéro du propriétaire oubliés"),
    }
    return words[event.pgh_label]


def _became(before: str, after: str) -> str:
    if before in {Lead.Status.STALE, Lead.Status.CLOSED, Lead.Status.LISTED}:
        if after == Lead.Status.SHARED:
            return _("De nouveau montrée")
        if after == Lead.Status.REPORTED:
            return _("Rouverte, à relire")
    words = {
        Lead.Status.REPORTED: _("Signalée"),
        Lead.Status.SHARED: _("Montrée aux candidats accompagnés"),
        Lead.Status.STALE: _("Masquée, faute de nouvelles"),
        Lead.Status.LISTED: _("Devenue une annonce"),
        Lead.Status.CLOSED: _("Close"),
    }
    return words[Lead.Status(after)]


def _actor(event: Any) -> UUID | None:
    context = event.pgh_context
    person = context.metadata.get("person") if context is not None else None
    return UUID(person) if person else None
