"""Views of the step of places: created one by one, imported from a list, or postponed."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bocage.first_steps.forms import FirstPlaceForm, PlaceListForm
from bocage.first_steps.operations.places import put_places_off
from bocage.first_steps.proof import open_to_owner_link
from bocage.first_steps.steps import has_territory, next_address, step_context
from bocage.foundation.http.access import permitted, require_safe_or_post
from bocage.foundation.http.actions import refusals_on, render_form
from bocage.people.signed_in import current_person
from bocage.people.table_imports.kinds import table_kind
from bocage.workspaces.hosting.operations.places import open_place
from bocage.workspaces.models import Place

PLACES_SHOWN = 20


@permitted("people.update_instance_settings")
@open_to_owner_link
@require_safe_or_post
def places(request: HttpRequest) -> HttpResponse:
    """Creates one place, and shows the form of the next."""
    by = current_person(request)
    form = FirstPlaceForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with refusals_on(form, field="name"):
            place = open_place(by=by, **form.cleaned_data)
            messages.success(
                request, _("%(place)s est là, en préparation. Un autre ?") % {"place": place.name}
            )
            return redirect("first_steps_places")
    context = {
        "list_form": PlaceListForm(by=by, kind=table_kind("place")),
        "has_communes": has_territory(),
        "shown": Place.objects.select_related("commune").order_by("-created_at")[:PLACES_SHOWN],
        **step_context(by, "places"),
    }
    return render_form(request, "first_steps/places.html", form, context)


@permitted("people.update_instance_settings")
@open_to_owner_link
@require_POST
def places_later(request: HttpRequest) -> HttpResponse:
    """Postpones the step of places."""
    put_places_off(by=current_person(request))
    return redirect(next_address(current_person(request), "places"))
