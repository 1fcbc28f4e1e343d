"""Pages of a welcome weekend for a household: its answer, and its calendar event."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from bocage.foundation.http.access import permitted
from bocage.foundation.http.actions import flash_outcome
from bocage.people.signed_in import current_person
from bocage.welcome.projects.models.projects import SettlementProject
from bocage.welcome.visits.weekends.ical import calendar_of
from bocage.welcome.visits.weekends.models import WeekendHousehold
from bocage.welcome.visits.weekends.operations.households import come_to_weekend, decline_weekend


def find_project_invited(household_id: UUID, **_address: object) -> SettlementProject:
    """Returns the project of the household of a URL, once it was invited to the weekend.

    Raises:
        Http404: there is none, or it was not invited yet.
    """
    return _household(household_id).project


@permitted("welcome.see_own_project", on=find_project_invited)
@require_POST
def own_weekend_answer(request: HttpRequest, household_id: UUID) -> HttpResponse:
    """Records whether the household comes to the weekend."""
    operation = come_to_weekend if request.POST.get("vient") == "oui" else decline_weekend
    with flash_outcome(request):
        household = operation(by=current_person(request), household=_household(household_id))
        messages.success(request, _stands(household))
    return redirect(f"{reverse('own_project')}#week-ends")


@permitted("welcome.see_own_project", on=find_project_invited)
@never_cache
@require_safe
def own_weekend_calendar(request: HttpRequest, household_id: UUID) -> HttpResponse:
    """Returns the weekend as a calendar event for an adult."""
    household = _household(household_id)
    content = calendar_of(household, current_person(request))
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    name = slugify(household.weekend.name)[:60] or "week-end"
    response["Content-Disposition"] = f'attachment; filename="{name}.ics"'
    return response


def _household(household_id: UUID) -> WeekendHousehold:
    household = (
        WeekendHousehold.objects.select_related("weekend__commune", "project")
        .filter(pk=household_id)
        .first()
    )
    if household is None or not household.is_informed:
        raise Http404
    return household


def _stands(household: WeekendHousehold) -> str:
    if household.comes:
        return _("C’est noté : votre place est gardée.")
    if household.status == household.Status.WAITING:
        return _("Toutes les places sont prises : vous êtes sur la liste d’attente.")
    return _("C’est noté : vous ne venez pas.")
