"""The places: written one by one, brought by a list, or later."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from bocage.first_steps.forms import FirstPlaceForm, PlaceListForm
from bocage.first_steps.imports.place_list import read_place_list
from bocage.first_steps.operations.places import ListReport, open_listed_places, put_places_off
from bocage.first_steps.proof import open_to_owner_link
from bocage.first_steps.steps import next_address, standing_of
from bocage.foundation.access import permitted, require_safe_or_post
from bocage.foundation.gestures import refusals_on
from bocage.people.acting import acting
from bocage.territory.models import Commune
from bocage.workspaces.models import Place
from bocage.workspaces.operations.places import open_place

PLACES_SHOWN = 20


@permitted("people.update_instance_settings")
@open_to_owner_link
@require_safe_or_post
def places(request: HttpRequest) -> HttpResponse:
    """Writes one place, and asks for the next."""
    form = FirstPlaceForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with refusals_on(form, field="name"):
            place = open_place(by=acting(request), **form.cleaned_data)
            messages.success(
                request, _("%(place)s est là, en préparation. Un autre ?") % {"place": place.name}
            )
            return redirect("first_steps_places")
    return _page(request, form=form, list_form=PlaceListForm())


@permitted("people.update_instance_settings")
@open_to_owner_link
@require_POST
def place_list(request: HttpRequest) -> HttpResponse:
    """Opens the places of a list, and says which lines open nothing."""
    form = PlaceListForm(request.POST, request.FILES)
    report = None
    if form.is_valid():
        with refusals_on(form):
            found = read_place_list(form.content)
            report = open_listed_places(by=acting(request), rows=found.rows)
            report.errors = sorted([*found.errors, *report.errors], key=lambda error: error.line)
            if not report.errors:
                messages.success(request, _opened(report))
                return redirect("first_steps_places")
            form = PlaceListForm()
    return _page(request, form=FirstPlaceForm(), list_form=form, report=report)


@permitted("people.update_instance_settings")
@open_to_owner_link
@require_POST
def places_later(request: HttpRequest) -> HttpResponse:
    """The places come later: the step waits for nobody."""
    put_places_off(by=acting(request))
    return redirect(next_address(acting(request), "places"))


def _opened(report: ListReport) -> str:
    count = len(report.opened)
    return ngettext(
        "%(count)d lieu est là, en préparation.", "%(count)d lieux sont là, en préparation.", count
    ) % {"count": count}


def _page(
    request: HttpRequest,
    *,
    form: FirstPlaceForm,
    list_form: PlaceListForm,
    report: ListReport | None = None,
) -> HttpResponse:
    context = {
        "form": form,
        "list_form": list_form,
        "report": report,
        "opened": _opened(report) if report else "",
        "has_communes": Commune.objects.filter(is_current=True).exists(),
        "shown": Place.objects.select_related("commune").order_by("-created_at")[:PLACES_SHOWN],
        **standing_of(acting(request), "places"),
    }
    is_wrong = bool(form.errors or list_form.errors or (report and report.errors))
    status = 422 if is_wrong else 200
    return render(request, "first_steps/places.html", context, status=status)
