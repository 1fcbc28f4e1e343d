"""To-dos and content that projects add to the Espace: the household's own page, and unread
messages.

A household finds its page on the home of the Espace. The menu has no entry for it, which would
query the database on every page of every person.
"""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.db.models import Count, Min
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bocage.foundation.formatting.times import format_moment
from bocage.people.dashboard import OwnRows, Todo, add_section, only_with, todo_provider
from bocage.people.models import Person
from bocage.welcome.homes.followed_homes import line_of
from bocage.welcome.homes.models import FollowedHome
from bocage.welcome.household_portal.own_project import next_words, stage_line
from bocage.welcome.projects.models.messages import ProjectMessage
from bocage.welcome.projects.models.projects import HouseholdAdult, SettlementProject
from bocage.welcome.projects.operations.projects import project_under_way
from bocage.welcome.projects.own_waiting import waits_for_household
from bocage.welcome.projects.policies import coordinates_anything, projects_followed_by

FEW = 5
SOON = timedelta(days=3)


@todo_provider
@only_with(HouseholdAdult, "person")
def words_of_the_welcome(person: Person) -> Iterator[Todo]:
    """Yields the to-do of an adult of a household that has unread messages from the welcome team;
    one query.
    """
    unread = ProjectMessage.objects.filter(
        project__adults__person=person.pk,
        project__erased_at=None,
        is_from_household=False,
        channel__in=(ProjectMessage.Channel.PAGE, ProjectMessage.Channel.MAIL),
        read_at=None,
    ).aggregate(count=Count("pk"), first=Min("written_at"))
    if unread["count"]:
        title = ngettext(
            "%(count)d message de l’équipe d’accueil",
            "%(count)d messages de l’équipe d’accueil",
            unread["count"],
        )
        yield Todo(
            title=title % {"count": unread["count"]},
            detail=_("Au sujet de votre projet."),
            action=_("Lire"),
            url=reverse("own_project") + "#fil",
            urgency="soon",
        )


@waits_for_household
def visits_to_come(person: Person) -> Iterator[Todo]:
    """Yields the to-dos of an adult of a household: visits of homes in the next days; one query."""
    now = timezone.now()
    visits = (
        FollowedHome.objects.filter(
            project__adults__person=person.pk,
            project__erased_at=None,
            status=FollowedHome.Status.TO_VISIT,
            visit_at__gte=now,
            visit_at__lt=now + SOON,
        )
        .select_related("dwelling__commune", "lead__commune")
        .defer("dwelling__description", "dwelling__search_vector")
        .order_by("visit_at", "pk")
    )
    for line in map(line_of, visits[:FEW]):
        if line.home.visit_at is not None:
            yield Todo(
                title=_("Visite : %(home)s") % {"home": line.title},
                detail=" · ".join(filter(None, [line.commune, format_moment(line.home.visit_at)])),
                action=_("Voir"),
                url=reverse("own_home", args=[line.home.pk]),
                due_at=line.home.visit_at,
            )


@todo_provider
def words_of_resting_households(person: Person) -> Iterator[Todo]:
    """Yields a coordinator's to-dos: unread messages about projects that are paused or closed,
    which the board does not show; one query.
    """
    if not coordinates_anything(person):
        return
    waiting = (
        projects_followed_by(person)
        .filter(erased_at=None, messages__is_from_household=True, messages__read_at=None)
        .exclude(status=SettlementProject.Status.OPEN)
        .annotate(since=Min("messages__written_at"))
        .order_by("since", "pk")
    )
    for project in waiting[:FEW]:
        yield Todo(
            title=_("%(household)s vous a écrit") % {"household": project.name},
            detail=_("Dans le fil de son projet, %(when)s.")
            % {"when": format_moment(project.since)},
            action=_("Lire et répondre"),
            url=reverse("project_file", args=[project.pk]) + "#fil",
            urgency="soon",
        )


def own_project_in_espace(person: Person) -> dict[str, Any] | None:
    """Returns, for the home page of the Espace, the stage of a household's project and what comes
    next; None without a project under way. One query.
    """
    project = project_under_way(person)
    if project is None:
        return None
    stage_label = next(stage.label for stage in stage_line(project) if stage.state == "here")
    return {"project": project, "stage": stage_label, "next_words": next_words(project)}


add_section(
    name="own_project",
    template="welcome/household_portal/espace_section.html",
    rank=5,
    context=own_project_in_espace,
    only_with=OwnRows(HouseholdAdult, "person"),
)
