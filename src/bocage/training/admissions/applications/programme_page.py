"""« Candidater », on the public page of a programme."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from bocage.people.models import Person
from bocage.training.admissions.applications.models import Application
from bocage.training.programmes.models.cohorts import Cohort
from bocage.training.programmes.models.programmes import Programme
from bocage.training.programmes.page_registry import programme_section


@programme_section("training/admissions/applications/apply_section.html", rank=10)
def cohorts_to_apply_to(request: HttpRequest, programme: Programme) -> dict[str, Any] | None:
    """Returns the cohorts that take applications, each with the visitor's own application; two
    queries.
    """
    today = timezone.localdate()
    cohorts = Cohort.objects.taking_applications(today).filter(programme=programme)
    rows = list(cohorts.order_by("apply_until", "pk"))
    if not rows:
        return None
    own_applications = _live_applications(request, rows)
    return {"rows": [(cohort, own_applications.get(cohort.pk)) for cohort in rows]}


def _live_applications(request: HttpRequest, cohorts: list[Cohort]) -> dict[Any, Application]:
    if not isinstance(request.user, Person):
        return {}
    live = Application.objects.of(request.user).exclude(status=Application.Status.WITHDRAWN)
    return {application.cohort_id: application for application in live.filter(cohort__in=cohorts)}
