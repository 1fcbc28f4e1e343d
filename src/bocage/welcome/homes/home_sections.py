"""« Suivre ce logement », for the adults of a household, on the page of a home or a lead."""

from typing import Any

from django.http import HttpRequest

from bocage.housing.homes.sections import add_home_section
from bocage.housing.models import Dwelling, Lead
from bocage.people.models import Person
from bocage.welcome.homes.models import FollowedHome
from bocage.welcome.projects.operations.projects import project_under_way


def follow_button(request: HttpRequest, home: Dwelling | Lead) -> dict[str, Any] | None:
    """Returns the context of the button to follow a home, with the household's status for it if
    already followed; None without a project under way. Two queries, none for strangers.
    """
    if not isinstance(request.user, Person):
        return None
    project = project_under_way(request.user)
    if project is None:
        return None
    home_filter = {"lead": home} if isinstance(home, Lead) else {"dwelling": home}
    return {
        "kind": "piste" if isinstance(home, Lead) else "logement",
        "followed": FollowedHome.objects.filter(project=project, **home_filter).first(),
    }


add_home_section(
    name="follow", template="welcome/homes/follow_button.html", rank=10, context=follow_button
)
