"""Pages where a household pauses, closes, resumes or erases its project."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from bocage.foundation.http.access import require_safe_or_post, signed_in
from bocage.foundation.http.actions import refusals_on, render_form
from bocage.people.signed_in import current_person
from bocage.welcome.household_portal.forms import CloseForm, EraseForm, PauseForm
from bocage.welcome.pipeline.operations.household_decisions import (
    close_own_project,
    pause_own_project,
    resume_own_project,
)
from bocage.welcome.projects.lookups import own_project_of
from bocage.welcome.projects.operations.projects import erase_project


@signed_in
@never_cache
@require_safe_or_post
def own_project_pause(request: HttpRequest) -> HttpResponse:
    """Shows a form and pauses the household's project, with or without an end date."""
    project = own_project_of(request)
    form = PauseForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            pause_own_project(by=current_person(request), project=project, **form.cleaned_data)
            messages.success(request, _("Votre projet est en pause. Rien n’est perdu."))
            return redirect("own_project")
    return _render_page(request, "pause", form)


@signed_in
@never_cache
@require_safe_or_post
def own_project_close(request: HttpRequest) -> HttpResponse:
    """Shows a form and closes the household's project, with a reason."""
    project = own_project_of(request)
    form = CloseForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        close_own_project(by=current_person(request), project=project, **form.cleaned_data)
        messages.success(request, _("Votre projet est fermé. Vous pourrez le reprendre ici."))
        return redirect("own_project")
    return _render_page(request, "close", form)


@signed_in
@require_POST
def own_project_resume(request: HttpRequest) -> HttpResponse:
    """Resumes the household's project as it was."""
    resume_own_project(by=current_person(request), project=own_project_of(request))
    messages.success(request, _("Votre projet reprend, là où il en était."))
    return redirect("own_project")


@signed_in
@never_cache
@require_safe_or_post
def own_project_erase(request: HttpRequest) -> HttpResponse:
    """Erases the project, once the household has confirmed that it cannot be undone."""
    project = own_project_of(request)
    form = EraseForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        erase_project(by=current_person(request), project=project)
        messages.success(request, _("Votre projet est effacé. Merci de nous l’avoir confié."))
        return redirect("own_project")
    return _render_page(request, "erase", form)


def _render_page(
    request: HttpRequest, name: str, form: PauseForm | CloseForm | EraseForm
) -> HttpResponse:
    template = f"welcome/household_portal/{name}.html"
    return render_form(request, template, form)
