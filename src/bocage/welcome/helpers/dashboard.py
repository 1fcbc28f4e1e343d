"""Address book in the Espace: its menu entry, and helpers to thank."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bocage.people.dashboard import Todo, add_item, todo_provider
from bocage.people.models import Person, Role
from bocage.people.policies import holds_anywhere
from bocage.welcome.helpers.models import HelpRequest
from bocage.welcome.projects.policies import coordinates_anything, projects_followed_by

FEW = 3

add_item(
    label=gettext_lazy("Carnet d’entraide"),
    url_name="helper_list",
    icon="people",
    rank=24,
    group="welcome",
    is_shown=lambda person: bool(coordinates_anything(person)),
    covers=("helper_add", "helper_import"),
)


@todo_provider
def helpers_to_thank(person: Person) -> Iterator[Todo]:
    """Yields the to-dos of coordinators: helpers who agreed to help and were not thanked yet; one
    query.
    """
    if not holds_anywhere(person, Role.COORDINATOR):
        return
    to_thank = (
        HelpRequest.objects.filter(
            answer=HelpRequest.Answer.YES,
            thanked_at=None,
            project__in=projects_followed_by(person).filter(erased_at=None),
        )
        .select_related("helper", "project")
        .order_by("answered_at", "pk")
    )
    for request in to_thank[:FEW]:
        yield Todo(
            title=_("Remercier %(helper)s") % {"helper": request.helper.name},
            detail=_("A dit oui pour %(household)s.") % {"household": request.project.name},
            action=_("Remercier"),
            url=reverse("project_file", args=[request.project_id]) + "#helpers",
        )
