"""Handler of mandates that end, for projects."""

from bocage.foundation.events import handles
from bocage.people.events import MandateEnded
from bocage.people.models import Mandate, Role
from bocage.welcome.projects.operations.following import release_projects_of


@handles(MandateEnded)
def unassign_projects_of_coordinator(event: MandateEnded) -> None:
    """Releases the projects of a coordinator or administrator whose mandate ended, so that no
    household waits for a person who has left; does nothing before the end of the mandate.
    """
    ended = Mandate.objects.filter(pk=event.mandate_id, role__in=(Role.COORDINATOR, Role.ADMIN))
    mandate = ended.select_related("person").first()
    if mandate is not None:
        release_projects_of(person=mandate.person)
