"""« Se former » on the page of a household with a business to create: the courses that fit."""

from typing import Any

from django.utils import timezone
from django.utils.translation import pgettext_lazy

from bocage.people.models import Person
from bocage.training.models import Cohort, Programme
from bocage.training.programmes.presentation import days_words, seats_words
from bocage.welcome.projects.models.projects import SettlementProject
from bocage.welcome.projects.sections import add_file_section, add_household_section

MAX_COURSES = 4


def suited_programmes(project: SettlementProject, _person: Person) -> dict[str, Any] | None:
    """Returns, for a household with a business project, the programmes taught in the département,
    those open to applications first; None if there are none. Two queries.
    """
    if not (project.has_business_project or project.work == SettlementProject.Work.FOUNDER):
        return None
    programmes = list(
        Programme.objects.published()
        .filter(departement=project.departement_id)
        .select_related("partner")
        .order_by("name", "pk")
    )
    if not programmes:
        return None
    open_now = Cohort.objects.taking_applications(timezone.localdate()).filter(
        programme__in=programmes
    )
    soonest: dict[object, Cohort] = {}
    for cohort in open_now.order_by("-starts_on", "-pk"):
        soonest[cohort.programme_id] = cohort
    rows = [(programme, _next_session(soonest.get(programme.pk))) for programme in programmes]
    return {"courses": sorted(rows, key=lambda row: row[1] is None)[:MAX_COURSES]}


def _next_session(cohort: Cohort | None) -> dict[str, Any] | None:
    if cohort is None:
        return None
    return {"cohort": cohort, "days": days_words(cohort), "seats": seats_words(cohort)}


for _add in (add_household_section, add_file_section):
    _add(
        name="formation",
        title=pgettext_lazy("section", "Se former"),
        template="welcome/training/section.html",
        rank=46,
        context=suited_programmes,
    )
