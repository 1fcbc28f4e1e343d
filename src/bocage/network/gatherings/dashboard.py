"""Dashboard blocks of gatherings."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from bocage.network.gatherings.feeds import registrations_of
from bocage.network.gatherings.models.gatherings import Gathering
from bocage.people.dashboard import Todo, add_section, todo_provider
from bocage.people.models import Person
from bocage.registrations.words import when_words

OUTCOME_PERIOD = timedelta(days=21)
TODO_LIMIT = 3


@todo_provider
def gatherings_to_see_to(person: Person) -> Iterator[Todo]:
    """Yields the to-dos of a person who runs a club: gatherings proposed by members, gatherings
    whose room is lost, and gatherings held in the last 21 days that have neither notes nor
    outcome; one query.
    """
    if not person.has_perm("network.plan_gatherings"):
        return
    now = timezone.now()
    room_lost = Q(room_state=Gathering.Room.LOST, status__in=Gathering.CHANGING, starts_at__gt=now)
    unnotified = Q(
        status=Gathering.Status.HELD, held_at__gt=now - OUTCOME_PERIOD, notes="", outcome=""
    )
    proposed = Q(proposed_by__isnull=False, status=Gathering.Status.DRAFT, starts_at__gt=now) & ~Q(
        proposed_by=person
    )
    gatherings = Gathering.objects.run_by(person).filter(room_lost | unnotified | proposed)
    for gathering in gatherings.order_by("starts_at"):
        if gathering.status == Gathering.Status.DRAFT and not gathering.room_state:
            yield Todo(
                title=_("Une rencontre est proposée : « %(title)s »") % {"title": gathering.title},
                detail=when_words(gathering),
                action=_("Lire la proposition"),
                url=reverse("gathering_manage", args=[gathering.pk]),
                urgency="soon",
            )
        elif gathering.status == Gathering.Status.HELD:
            yield Todo(
                title=_("« %(title)s » : qu’est-ce que cela a donné ?")
                % {"title": gathering.title},
                detail=when_words(gathering),
                action=_("Le raconter"),
                url=reverse("gathering_outcome", args=[gathering.pk]),
            )
        else:
            yield Todo(
                title=_("« %(title)s » n’a plus de salle") % {"title": gathering.title},
                detail=when_words(gathering),
                action=_("Choisir une autre salle"),
                url=reverse("gathering_change", args=[gathering.pk]),
                urgency="late",
                due_at=gathering.starts_at,
            )


def _next_gatherings(person: Person) -> dict[str, Any] | None:
    """Returns the person's upcoming gatherings; one query."""
    registrations = list(registrations_of(person, timezone.now()))[:TODO_LIMIT]
    if not registrations:
        return None
    return {
        "registrations": [
            (registration, when_words(registration.event)) for registration in registrations
        ]
    }


add_section(
    name="network_gatherings",
    template="network/gatherings/espace.html",
    rank=60,
    context=_next_gatherings,
)
