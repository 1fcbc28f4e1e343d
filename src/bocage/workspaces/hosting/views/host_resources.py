"""Views by which a host adds and changes the resources of a place."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from bocage.foundation.http.access import permitted, require_safe_or_post
from bocage.foundation.http.actions import refusals_on, render_form
from bocage.people.signed_in import current_person
from bocage.workspaces.booking_refusals.errors import NameTaken
from bocage.workspaces.hosting.forms import ResourceForm
from bocage.workspaces.hosting.operations.places import add_resource, change_resource
from bocage.workspaces.places.lookups import find_place, target_place
from bocage.workspaces.places.models import Place, Resource


@permitted("workspaces.change_place", on=find_place)
@require_safe_or_post
def host_resource_add(request: HttpRequest, slug: str) -> HttpResponse:
    """Adds something to book."""
    place = target_place(request)
    form = ResourceForm(request.POST or None, place=place)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form, {NameTaken: "name"}):
            add_resource(by=current_person(request), place=place, **form.cleaned_data)
            messages.success(request, _("L’espace est ajouté."))
            return redirect("host_place", slug)
    return _render_page(request, place, form)


@permitted("workspaces.change_place", on=find_place)
@require_safe_or_post
def host_resource_change(request: HttpRequest, slug: str, resource_id: UUID) -> HttpResponse:
    """Changes something to book, or stops taking bookings for it."""
    place = target_place(request)
    resource = get_object_or_404(place.resources, pk=resource_id)
    resource.place = place
    form = ResourceForm(request.POST or None, place=place, instance=resource)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form, {NameTaken: "name"}):
            change_resource(by=current_person(request), resource=resource, **form.cleaned_data)
            messages.success(request, _("L’espace est à jour."))
            return redirect("host_place", slug)
    return _render_page(request, place, form, resource)


def _render_page(
    request: HttpRequest, place: Place, form: ResourceForm, resource: Resource | None = None
) -> HttpResponse:
    context = {"place": place, "resource": resource}
    return render_form(request, "workspaces/hosting/resource.html", form, context)
