"""Views by which a host edits the codes, keys and networks of a place."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bocage.foundation.http.access import permitted, require_safe_or_post
from bocage.foundation.http.actions import render_form
from bocage.people.signed_in import current_person
from bocage.workspaces.front_desk.forms.presence import AccessNoteForm
from bocage.workspaces.places.lookups import find_place, target_place
from bocage.workspaces.scheduling.models.access_notes import AccessNote
from bocage.workspaces.scheduling.operations.access_notes import (
    add_access_note,
    change_access_note,
    remove_access_note,
)


@permitted("workspaces.change_place", on=find_place)
@require_safe_or_post
def host_access_notes(request: HttpRequest, slug: str) -> HttpResponse:
    """Lists the access instructions given to visitors, and adds one on POST."""
    place = target_place(request)
    form = AccessNoteForm(request.POST or None, place=place)
    if request.method == "POST" and form.is_valid():
        add_access_note(by=current_person(request), place=place, **form.cleaned_data)
        messages.success(request, _("La consigne est ajoutée."))
        return redirect("host_access_notes", slug)
    notes = place.access_notes.select_related("resource").order_by("kind", "pk")
    context = {"place": place, "notes": notes}
    return render_form(request, "workspaces/front_desk/host/access_notes.html", form, context)


@permitted("workspaces.change_place", on=find_place)
@require_safe_or_post
def host_access_note(request: HttpRequest, slug: str, note_id: int) -> HttpResponse:
    """Shows the form of an access instruction, and changes it on POST."""
    place = target_place(request)
    note = get_object_or_404(AccessNote, pk=note_id, place=place)
    note.place = place
    form = AccessNoteForm(request.POST or None, place=place, instance=note)
    if request.method == "POST" and form.is_valid():
        change_access_note(by=current_person(request), note=note, **form.cleaned_data)
        messages.success(request, _("La consigne est à jour."))
        return redirect("host_access_notes", slug)
    return render_form(
        request, "workspaces/front_desk/host/access_note.html", form, {"place": place}
    )


@permitted("workspaces.change_place", on=find_place)
@require_POST
def host_access_note_remove(request: HttpRequest, slug: str, note_id: int) -> HttpResponse:
    """Takes a note away."""
    place = target_place(request)
    note = get_object_or_404(AccessNote, pk=note_id, place=place)
    note.place = place
    remove_access_note(by=current_person(request), note=note)
    messages.success(request, _("La consigne est retirée."))
    return redirect("host_access_notes", slug)
