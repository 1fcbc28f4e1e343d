"""The places that wait to be published, in the Espace."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from bocage.people.dashboard import Todo, todo_provider
from bocage.people.models import Person, Role
from bocage.people.policies import holds_anywhere
from bocage.workspaces.places.models import Place
from bocage.workspaces.places.policies import places_run_by

FEW_PLACES = 5
"""A host runs a few places and reads who comes to each; a coordinator has the list."""


@todo_provider
def places_to_publish(person: Person) -> Iterator[Todo]:
    """Yields a task for each place in preparation that a host runs, which nobody can find yet; one
    query.
    """
    places = places_run_by(person) if holds_anywhere(person, Role.HOST) else None
    if places is None:
        return
    for place in places.filter(status=Place.Status.DRAFT).order_by("name")[:FEW_PLACES]:
        yield Todo(
            title=_("Un lieu attend d’être publié : %(place)s") % {"place": place.name},
            detail=_("Personne ne peut encore le trouver."),
            action=_("Préparer le lieu"),
            url=reverse("host_place", args=[place.slug]),
        )
