"""Follow-up of a project: its coordinator, shown to the household, and its intercommunalité."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bocage.foundation.jobs.tasks import periodic
from bocage.people.models import Person
from bocage.territory.models import Epci
from bocage.welcome.projects.errors.projects import NobodyToAct
from bocage.welcome.projects.models.messages import ProjectMessage
from bocage.welcome.projects.models.projects import SettlementProject
from bocage.welcome.projects.operations.locking import locked_project
from bocage.welcome.projects.policies import projects_followed_by


def take_project(
    *, by: Person, project: SettlementProject, coordinator: Person | None = None
) -> SettlementProject:
    """Makes a person the coordinator of a project: `by`, or a colleague whom `by` names. They also
    become the owner of a next action without one.

    Raises:
        NotAllowed: `by` does not follow the project.
        NobodyToAct: the colleague does not follow it either.
    """
    by.require("welcome.follow_project", project)
    coordinator = coordinator or by
    if not coordinator.has_perm("welcome.follow_project", project):
        raise NobodyToAct
    with transaction.atomic():
        locked = locked_project(project)
        locked.coordinator = coordinator
        give_action_an_owner(locked)
        locked.save(update_fields=["coordinator", "next_action_by"])
    return locked


def give_action_an_owner(project: SettlementProject) -> None:
    """Assigns the next action of a project to its coordinator if it has no owner. The caller holds
    the lock of the project, and saves it.
    """
    if project.next_action and project.next_action_by_id is None:
        project.next_action_by_id = project.coordinator_id


def attach_project(
    *, by: Person, project: SettlementProject, epci: Epci | None
) -> SettlementProject:
    """Attaches a project to an intercommunalité, whose coordinators then follow it besides those of
    the département; None detaches it. Once a commune is chosen, its own intercommunalité follows.

    Raises:
        NotAllowed: `by` does not follow the project.
    """
    by.require("welcome.follow_project", project)
    with transaction.atomic():
        locked = locked_project(project)
        locked.epci = epci
        locked.save(update_fields=["epci"])
    return locked


@periodic(
    "5 1 * * *", description=gettext_lazy("Libère les projets de qui n’est plus chargé d’accueil")
)
def release_projects_without_follower(*, now: datetime | None = None) -> int:
    """Releases the projects and next actions of every person who may no longer follow them. Returns
    how many were released.
    """
    projects = SettlementProject.objects.filter(erased_at=None)
    followers = Person.objects.filter(
        Q(pk__in=projects.values("coordinator")) | Q(pk__in=projects.values("next_action_by"))
    )
    return sum(release_projects_of(person=person, now=now) for person in followers.order_by("pk"))


def release_projects_of(*, person: Person, now: datetime | None = None) -> int:
    """Releases the projects, and the next actions, of a person who may no longer follow them: their
    mandate is over, or the household chose a commune elsewhere. The projects then have no
    coordinator, so that all coordinators are notified; a next action remains with its project, for
    its coordinator or the next one. Returns the number released.
    """
    abandoned = (
        SettlementProject.objects.filter(erased_at=None)
        .filter(Q(coordinator=person) | Q(next_action_by=person))
        .exclude(pk__in=projects_followed_by(person).values("pk"))
    )
    return sum(
        _release(project, person, now or timezone.now()) for project in abandoned.order_by("pk")
    )


@transaction.atomic
def _release(project: SettlementProject, person: Person, moment: datetime) -> bool:
    locked = locked_project(project)
    if person.has_perm("welcome.follow_project", locked):
        return False
    if locked.next_action_by_id == person.pk:
        locked.next_action_by = None
    if locked.coordinator_id == person.pk:
        locked.coordinator = None
        ProjectMessage.objects.create(
            project=locked,
            channel=ProjectMessage.Channel.NOTE,
            words=_("%(person)s ne suit plus ce projet : il attend quelqu’un.")
            % {"person": person.name or person.email},
            written_at=moment,
        )
    give_action_an_owner(locked)
    locked.save(update_fields=["coordinator", "next_action_by"])
    return True
