"""Relays and « ma commune » in the Espace."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bocage.foundation.formatting.grammar import at_name
from bocage.foundation.formatting.times import format_moment
from bocage.people.dashboard import Todo, add_item, todo_provider
from bocage.people.models import Person, Role
from bocage.people.policies import holds_anywhere
from bocage.welcome.communes.town_halls import OF_THE_TOWN_HALL
from bocage.welcome.projects.policies import projects_followed_by
from bocage.welcome.relays.models import Relay
from bocage.welcome.relays.policies import relays_addressed_to

FEW = 5

add_item(
    label=gettext_lazy("Ma commune"),
    url_name="own_communes",
    icon="town-hall",
    rank=12,
    is_shown=lambda person: holds_anywhere(person, OF_THE_TOWN_HALL),
)


@todo_provider
def relays_to_answer(person: Person) -> Iterator[Todo]:
    """Yields the to-dos of the town hall, and of the other recipients of a relay: households that
    wait for an answer. Two queries, none for people who answer for no commune.
    """
    if not holds_anywhere(person, OF_THE_TOWN_HALL):
        return
    now = timezone.now()
    relays = relays_addressed_to(person).open().select_related("commune").order_by("due_at", "pk")
    for relay in relays[:FEW]:
        yield Todo(
            title=_("Un ménage aimerait s’installer %(at_commune)s")
            % {"at_commune": at_name(relay.commune.name)},
            detail=_("Réponse attendue avant %(due)s") % {"due": format_moment(relay.due_at)},
            action=_("Répondre"),
            url=reverse("relay", args=[relay.pk]),
            urgency="late" if relay.due_at < now else "soon",
            due_at=relay.due_at,
        )


@todo_provider
def returned_relays(person: Person) -> Iterator[Todo]:
    """Yields the to-dos of the people who follow projects: town halls to call. One query, none for
    others.
    """
    if not holds_anywhere(person, (Role.COORDINATOR, Role.ADMIN)):
        return
    back = (
        Relay.objects.open()
        .consented()
        .filter(coordinator_notified_at__isnull=False, project__in=projects_followed_by(person))
        .select_related("commune", "project")
        .order_by("coordinator_notified_at", "pk")
    )
    for relay in back[:FEW]:
        yield Todo(
            title=_("%(commune)s à appeler, pour %(project)s")
            % {"commune": relay.commune.name, "project": relay.project.name},
            detail=_("Personne n’a encore répondu par écrit."),
            action=_("Noter la réponse"),
            url=reverse("relay", args=[relay.pk]),
            urgency="late",
            due_at=relay.coordinator_notified_at,
        )
