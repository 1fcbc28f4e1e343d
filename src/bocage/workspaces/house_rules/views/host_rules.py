"""Views of the rules of a place and of its spaces, and of its house rules, for hosts."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from bocage.foundation.http.access import permitted, require_safe_or_post
from bocage.foundation.http.actions import refusals_on, render_form
from bocage.people.signed_in import current_person
from bocage.workspaces.booking_rules.models import BookingRules
from bocage.workspaces.booking_rules.rules import default_rules
from bocage.workspaces.house_rules.forms import HouseRulesForm, RulesForm
from bocage.workspaces.house_rules.operations.booking_rules import set_booking_rules
from bocage.workspaces.house_rules.operations.house_rules import publish_house_rules
from bocage.workspaces.place_plans.plans import plan_of
from bocage.workspaces.places.lookups import find_place, target_place
from bocage.workspaces.places.models import Resource


@permitted("workspaces.change_place", on=find_place)
@require_safe_or_post
def host_rules(request: HttpRequest, slug: str, resource_id: UUID | None = None) -> HttpResponse:
    """Shows the rules of the place, or of one of its spaces, with inherited values."""
    place = target_place(request)
    plan = plan_of(place)
    resource: Resource | None = None
    if resource_id is not None:
        resource = get_object_or_404(place.resources, pk=resource_id)
    row = BookingRules.objects.filter(place=place, resource=resource).first()
    form = RulesForm(
        request.POST or None,
        instance=row or BookingRules(place=place, resource=resource),
        inherited=plan.rules if resource else default_rules(),
    )
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            set_booking_rules(
                by=current_person(request), place=place, resource=resource, **form.cleaned_data
            )
            messages.success(request, _("Les règles sont à jour."))
            return redirect("host_rules", slug)
    context = {"place": place, "resource": resource, "spaces": plan.spaces}
    return render_form(request, "workspaces/house_rules/rules.html", form, context)


@permitted("workspaces.change_place", on=find_place)
@require_safe_or_post
def host_house_rules(request: HttpRequest, slug: str) -> HttpResponse:
    """Shows the house rules: a change makes a new version; how many people accepted this one."""
    place = target_place(request)
    in_force = place.house_rules.order_by("-version").first()
    form = HouseRulesForm(request.POST or None, initial={"text": in_force.text if in_force else ""})
    if request.method == "POST" and form.is_valid():
        with refusals_on(form, field="text"):
            publish_house_rules(
                by=current_person(request), place=place, text=form.cleaned_data["text"]
            )
            messages.success(request, _("Le règlement est publié."))
            return redirect("host_house_rules", slug)
    accepted = in_force.acceptances.count() if in_force else 0
    context = {"place": place, "in_force": in_force, "accepted": accepted}
    return render_form(request, "workspaces/house_rules/house_rules.html", form, context)
