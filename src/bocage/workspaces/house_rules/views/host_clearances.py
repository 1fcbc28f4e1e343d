"""Views by which a host grants and ends the clearances of a place."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bocage.foundation.http.access import permitted, require_safe_or_post
from bocage.foundation.http.actions import refusals_on, render_form
from bocage.people.signed_in import current_person
from bocage.workspaces.billing.statements import person_words
from bocage.workspaces.booking_rules.models import Clearance
from bocage.workspaces.house_rules.clearances import Cleared, clearances_of, spaces_requiring
from bocage.workspaces.house_rules.forms import ClearanceForm
from bocage.workspaces.house_rules.operations.clearances import clear_visitor, end_clearance
from bocage.workspaces.place_plans.plans import plan_of
from bocage.workspaces.places.lookups import find_place, target_place
from bocage.workspaces.scheduling.forms import FIELDS_OF_REFUSALS

LINES_PER_PAGE = 50


@permitted("workspaces.clear_people", on=find_place)
@require_safe_or_post
def host_clearances(request: HttpRequest, slug: str) -> HttpResponse:
    """Lists the clearances of a place, and adds one on POST."""
    place = target_place(request)
    plan = plan_of(place)
    form = ClearanceForm(request.POST or None, plan=plan)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form, FIELDS_OF_REFUSALS):
            clearance = clear_visitor(
                by=current_person(request), place=place, visitor=form.visitor, **form.ticked(place)
            )
            params = {"who": person_words(clearance.person), "what": Cleared(clearance).description}
            messages.success(request, _("C’est noté pour %(who)s : %(what)s.") % params)
            return redirect("host_clearances", slug)
    page = Paginator(clearances_of(place), LINES_PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "place": place,
        "page": page,
        "cleared": [Cleared(row) for row in page],
        "for_members": spaces_requiring(plan, "requires_membership"),
        "after_introduction": spaces_requiring(plan, "requires_introduction"),
    }
    return render_form(request, "workspaces/house_rules/clearances.html", form, context)


@permitted("workspaces.clear_people", on=find_place)
@require_POST
def host_clearance_end(request: HttpRequest, slug: str, clearance_id: UUID) -> HttpResponse:
    """Ends a clearance from today on; existing bookings stay."""
    place = target_place(request)
    clearance = get_object_or_404(
        Clearance.objects.select_related("person", "resource", "place__scope"),
        pk=clearance_id,
        place=place,
    )
    end_clearance(by=current_person(request), clearance=clearance)
    params = {"who": person_words(clearance.person), "what": Cleared(clearance).description}
    messages.success(
        request,
        _("C’est retiré à %(who)s : %(what)s. Ce qui est déjà réservé le reste.") % params,
    )
    return redirect("host_clearances", slug)
