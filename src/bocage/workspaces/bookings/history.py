"""History of a booking for readers: who did what, and when.

Read from the history that PostgreSQL writes at each change. Internal notes of the place have their
own table (`BookingNoteEvent`), which is never read for the holder.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import pairwise
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from bocage.foundation.formatting.times import full_period
from bocage.people.models import Person
from bocage.workspaces.scheduling.models.bookings import Booking, Hold

Status = Booking.Status
Because = Booking.CancelledBecause

FIRST_STATUS = {
    Status.REQUESTED: gettext_lazy("Demandée"),
    Status.OFFERED: gettext_lazy("Proposée depuis la liste d’attente"),
    Status.CHECKED_IN: gettext_lazy("Prise à la porte"),
}
BECAME = {
    Status.CONFIRMED: gettext_lazy("Confirmée"),
    Status.CHECKED_IN: gettext_lazy("Arrivée notée"),
    Status.COMPLETED: gettext_lazy("Terminée"),
    Status.NO_SHOW: gettext_lazy("Absence notée"),
    Status.REFUSED: gettext_lazy("Refusée"),
    Status.LAPSED: gettext_lazy("Restée sans réponse"),
    Status.CANCELLED: gettext_lazy("Annulée"),
}
CHANGED = {
    (Status.REQUESTED, Status.CONFIRMED): gettext_lazy("Acceptée"),
    (Status.OFFERED, Status.CONFIRMED): gettext_lazy("Proposition acceptée"),
    (Status.OFFERED, Status.CANCELLED): gettext_lazy("Proposition déclinée"),
    (Status.OFFERED, Status.LAPSED): gettext_lazy("Proposition restée sans réponse"),
    (Status.CANCELLED, Status.CONFIRMED): gettext_lazy("Annulation reprise"),
    (Status.CHECKED_IN, Status.CONFIRMED): gettext_lazy("Arrivée effacée"),
    (Status.NO_SHOW, Status.CONFIRMED): gettext_lazy("Absence effacée"),
    (Status.REFUSED, Status.CONFIRMED): gettext_lazy("Acceptée finalement"),
}


@dataclass(frozen=True, slots=True)
class Moment:
    """Line of the history of a booking. `by` is empty where no person acted: the clock, or a signed
    link.
    """

    at: datetime
    label: str
    by: str
    is_for_hosts: bool = False


@dataclass(frozen=True, slots=True)
class _Change:
    """Change before the name of its actor is read."""

    at: datetime
    label: str
    actor_id: UUID | None
    is_for_hosts: bool = False


@dataclass(slots=True)
class _Move:
    """Spaces that a booking left and took at one moment."""

    removed: list[str] = field(default_factory=list)
    added: list[str] = field(default_factory=list)
    actor_id: UUID | None = None

    @property
    def words(self) -> str:
        removed, added = ", ".join(sorted(self.removed)), ", ".join(sorted(self.added))
        if removed and added:
            return _("A quitté : %(left)s, pour : %(taken)s") % {"left": removed, "taken": added}
        if added:
            return _("A pris en plus : %(spaces)s") % {"spaces": added}
        return _("A quitté : %(spaces)s") % {"spaces": removed}


def history_of(booking: Booking, *, reader: Person) -> list[Moment]:
    """Returns the history of a booking in chronological order, for its holder or for its hosts.

    The notes of the team are included only for hosts who are not the person who comes. Five queries
    at most, however long the history.
    """
    changes = list(_changes(booking))
    changes += _spaces_changed(booking, changes[0].at if changes else None)
    if may_read_notes(reader, booking):
        changes += _notes(booking)
    changes.sort(key=lambda change: change.at)
    people = _people(changes)
    is_host = reader.has_perm("workspaces.note_booking", booking)
    return [
        Moment(
            at=change.at,
            label=change.label,
            by=_name(people.get(change.actor_id), booking, reader=reader, is_host=is_host),
            is_for_hosts=change.is_for_hosts,
        )
        for change in changes
    ]


def may_read_notes(reader: Person, booking: Booking) -> bool:
    """Checks whether the notes of the place on a booking may be read by a person: never by the one
    who comes.
    """
    is_holder = reader.pk == booking.booked_for_id
    return not is_holder and reader.has_perm("workspaces.note_booking", booking)


def _changes(booking: Booking) -> Iterator[_Change]:
    events = list(_events("BookingEvent").filter(pgh_obj=booking.pk))
    for first in events[:1]:
        actor = _actor(first) or booking.created_by_id
        yield _Change(
            first.pgh_created_at, str(FIRST_STATUS.get(first.status, _("Réservée"))), actor
        )
    for before, after in pairwise(events):
        because = booking.cancelled_because if after is events[-1] else ""
        for label in _differences(before, after, because):
            yield _Change(after.pgh_created_at, label, _actor(after))


def _differences(before: Any, after: Any, because: str) -> Iterator[str]:
    """Yields the changes in words; `because`, the reason of a cancellation, only applies to a
    booking that is cancelled now.
    """
    if before.period != after.period:
        yield _("Déplacée : %(before)s, devient %(after)s") % {
            "before": full_period(before.period.lower, before.period.upper),
            "after": full_period(after.period.lower, after.period.upper),
        }
    if before.status != after.status:
        yield _status_changed(Status(before.status), Status(after.status), because)
    if before.attendees != after.attendees:
        counts = {"before": before.attendees, "after": after.attendees}
        yield _("Pour %(after)d au lieu de %(before)d") % counts
    yield from _guests_changed(before.guests, after.guests)
    if before.purpose != after.purpose:
        yield _("Mot pour le lieu changé")
    if before.parking_spot != after.parking_spot:
        spot = {"spot": after.parking_spot}
        yield (
            _("Place de parking : %(spot)s") % spot
            if after.parking_spot
            else _("Plus de place de parking")
        )


def _status_changed(before: Status, after: Status, because: str) -> str:
    if because == Because.CLOSURE:
        return _("Annulée par une fermeture du lieu")
    if (before, after, because) == (Status.OFFERED, Status.CANCELLED, Because.HOST):
        return _("Proposition reprise par le lieu")
    return str(CHANGED.get((before, after)) or BECAME[after])


def _guests_changed(before: list[str], after: list[str]) -> Iterator[str]:
    """Yields who came in and who left, by name; another order says nothing."""
    added, removed = Counter(after) - Counter(before), Counter(before) - Counter(after)
    if added:
        sentence = ngettext(
            "Invité ajouté : %(names)s", "Invités ajoutés : %(names)s", added.total()
        )
        yield sentence % {"names": ", ".join(added.elements())}
    if removed:
        sentence = ngettext(
            "Invité retiré : %(names)s", "Invités retirés : %(names)s", removed.total()
        )
        yield sentence % {"names": ", ".join(removed.elements())}


def _spaces_changed(booking: Booking, begun_at: datetime | None) -> Iterator[_Change]:
    """Yields the spaces that each move released and took, grouped by move."""
    removed = _events("HoldEvent").filter(booking=booking.pk).select_related("resource")
    current = Hold.objects.filter(booking=booking.pk, is_implied=False).select_related("resource")
    moves: dict[datetime, _Move] = defaultdict(_Move)
    for event in removed:
        moves[event.pgh_created_at].removed.append(event.resource.name)
        moves[event.pgh_created_at].actor_id = _actor(event)
    for hold in [*removed, *current.order_by("pk")]:
        if hold.taken_at is not None and hold.taken_at != begun_at:
            moves[hold.taken_at].added.append(hold.resource.name)
    for at, move in moves.items():
        yield _Change(at, move.words, move.actor_id)


def _notes(booking: Booking) -> Iterator[_Change]:
    for event in _events("BookingNoteEvent").filter(pgh_obj=booking.pk):
        label = _("Note de l’équipe effacée")
        if event.host_note:
            label = _("Note de l’équipe : « %(note)s »") % {"note": event.host_note}
        yield _Change(event.pgh_created_at, label, _actor(event), is_for_hosts=True)


def _events(table: str) -> QuerySet[Any]:
    """Returns the rows of a history table, written by triggers, in order, each with its request."""
    events = apps.get_model("workspaces", table)._default_manager
    return events.select_related("pgh_context").order_by("pgh_id")


def _actor(event: Any) -> UUID | None:
    """Returns the person of the request in which the change was made, if there was one."""
    context = event.pgh_context
    person = (context.metadata or {}).get("person") if context else None
    return UUID(person) if person else None


def _people(changes: Iterable[_Change]) -> dict[UUID | None, Person]:
    people = Person.objects.in_bulk({change.actor_id for change in changes if change.actor_id})
    return {**people}


def _name(person: Person | None, booking: Booking, *, reader: Person, is_host: bool) -> str:
    """Returns who did it, as this reader may know them."""
    if person is None:
        return ""
    if person.pk == reader.pk:
        return _("vous")
    if person.pk == booking.booked_for_id:
        return (is_host and person.shows_name_to_hosts and person.name) or _("la personne")
    if is_host:
        return person.name or _("le lieu")
    return (person.shows_name_to_others and person.name) or _("le lieu")
