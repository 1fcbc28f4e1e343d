"""Welcome of applicants who take their seat in a course and do not live here yet.

An applicant who requested it with the application has a project opened, unless their household has
one; a project that has no coordinator is given to the one who has the fewest, with a first step.
"""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from bocage.people.models import Person
from bocage.training.models import Application
from bocage.welcome.projects.models.messages import ProjectMessage
from bocage.welcome.projects.models.projects import SettlementProject, Stage
from bocage.welcome.projects.operations.following import give_action_an_owner
from bocage.welcome.projects.operations.locking import lock_project
from bocage.welcome.projects.operations.projects import (
    ProjectAnswers,
    open_project,
    project_under_way,
)
from bocage.welcome.projects.team import coordinators_over

FIRST_STEP_WITHIN = timedelta(days=3)
LIVING_HERE = (Stage.SETTLED, Stage.ROOTED)


def welcome_applicant(
    *, application_id: UUID, now: datetime | None = None
) -> SettlementProject | None:
    """Ensures that an accepted applicant who comes and does not live here yet is followed by the
    welcome team. Returns their project, or None if there is nothing to do. Idempotent.
    """
    now = now or timezone.now()
    accepted = Application.objects.with_rights().filter(
        pk=application_id, status=Application.Status.ACCEPTED, seat_offers__state="confirmed"
    )
    application = accepted.first()
    if application is None or application.home != Application.Home.COMING:
        return None
    with transaction.atomic():
        project = _project_of(application, now)
        if project is None or project.stage in LIVING_HERE or not project.is_open:
            return None
        return _have_followed(lock_project(project), application, now)


def _project_of(application: Application, now: datetime) -> SettlementProject | None:
    """Returns the project of their household, opened if they requested it with the application."""
    person = application.applicant
    project = project_under_way(person)
    if project is not None or not application.wishes_welcome:
        return project
    return open_project(
        answers=ProjectAnswers(
            name=person.name or person.email,
            has_business_project=True,
            trade=application.title[:80],
            language=person.language,
            draft=application.pk,
        ),
        person=person,
        departement=application.cohort.programme.departement,
        now=now,
    )


def _have_followed(
    project: SettlementProject, application: Application, now: datetime
) -> SettlementProject:
    with override("fr"):
        words = _("Vient à la formation « %(name)s », qui commence le %(day)s.") % {
            "name": application.cohort.programme.name,
            "day": application.cohort.starts_on.strftime("%d/%m/%Y"),
        }
        step = _("Prendre contact : vient à une formation")
    if ProjectMessage.objects.filter(project=project, words=words).exists():
        return project
    ProjectMessage.objects.create(
        project=project, channel=ProjectMessage.Channel.NOTE, words=words, written_at=now
    )
    if project.coordinator is None:
        project.coordinator = _least_busy(coordinators_over(project), project)
    if not project.next_action:
        project.next_action = step
        project.next_action_on = timezone.localdate(now + FIRST_STEP_WITHIN)
    give_action_an_owner(project)
    project.save(update_fields=["coordinator", "next_action", "next_action_on", "next_action_by"])
    return project


def _least_busy(people: list[Person], project: SettlementProject) -> Person | None:
    """Returns the person who follows the fewest open projects, among those who may follow this
    one.
    """
    able = [person for person in people if person.has_perm("welcome.follow_project", project)]
    with_counts = Person.objects.filter(pk__in=[person.pk for person in able]).annotate(
        follows=Count(
            "projects_coordinated",
            filter=Q(projects_coordinated__status=SettlementProject.Status.OPEN),
        )
    )
    return with_counts.order_by("follows", "pk").first()
