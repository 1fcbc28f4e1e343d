"""Pages of the materials of a session."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from bocage.foundation.files.sent_documents import document_response
from bocage.foundation.http.access import permitted, target_of
from bocage.foundation.http.actions import refusals_on
from bocage.people.signed_in import current_person
from bocage.training.attendance.formatting import session_words
from bocage.training.attendance.forms import MaterialForm
from bocage.training.attendance.lookups import find_session
from bocage.training.attendance.models import SessionMaterial
from bocage.training.attendance.operations.materials import add_material, remove_material
from bocage.training.programmes.models.sessions import CohortSession


@permitted("training.hold_session", on=find_session)
@require_POST
def material_add(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """Gives the learners a file or an address."""
    form = MaterialForm(request.POST, request.FILES)
    if form.is_valid():
        file = form.cleaned_data["file"]
        with refusals_on(form):
            add_material(
                by=current_person(request),
                session=target_of(request, CohortSession),
                title=form.cleaned_data["title"],
                link=form.cleaned_data["link"],
                file=file or None,
                name=file.name if file else "",
            )
            messages.success(request, _("Le support est donné aux inscrits."))
            return redirect("session_attendance", session_id)
    session = target_of(request, CohortSession)
    context = {"form": form, "session": session, "when": session_words(session)}
    return render(request, "training/attendance/material.html", context, status=422)


@permitted("training.hold_session", on=find_session)
@require_POST
def material_remove(request: HttpRequest, session_id: UUID, material_id: UUID) -> HttpResponse:
    """Deletes a material."""
    material = SessionMaterial.objects.filter(pk=material_id, session=session_id).first()
    if material is not None:
        material.session = target_of(request, CohortSession)
        remove_material(by=current_person(request), material=material)
    messages.success(request, _("Le support est retiré."))
    return redirect("session_attendance", session_id)


@permitted("training.follow_session", on=find_session)
@require_safe
def material_file(_request: HttpRequest, session_id: UUID, material_id: UUID) -> HttpResponseBase:
    """Returns the file of a material, to those enrolled."""
    material = get_object_or_404(
        SessionMaterial.objects.exclude(file=""), pk=material_id, session=session_id
    )
    ending = material.kind.rpartition("/")[2]
    return document_response(
        material.file.open("rb"), kind=material.kind, name=f"{material.title}.{ending}"
    )
