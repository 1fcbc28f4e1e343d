"""Pages that merge the project of a URL with a similar one, and undo it."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bocage.foundation.db.identifiers import identifier_or_404
from bocage.foundation.errors import Refusal
from bocage.foundation.http.access import permitted, target_of
from bocage.foundation.http.flash import flash_with_undo
from bocage.people.signed_in import current_person
from bocage.welcome.coordinator_portal.views.file import file_page
from bocage.welcome.pipeline.models.merges import ProjectMerge
from bocage.welcome.pipeline.operations.merges import merge_projects, undo_merge
from bocage.welcome.projects.lookups import find_project
from bocage.welcome.projects.models.projects import SettlementProject
from bocage.welcome.projects.policies import projects_followed_by


@permitted("welcome.follow_project", on=find_project)
@require_POST
def project_merge(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Joins another project into that of the address."""
    project, person = target_of(request, SettlementProject), current_person(request)
    absorbed = get_object_or_404(
        projects_followed_by(person), pk=identifier_or_404(request.POST.get("autre", ""))
    )
    try:
        merge = merge_projects(by=person, survivor=project, absorbed=absorbed)
    except Refusal as refusal:
        return file_page(request, project, sentence=str(refusal.sentence), status=refusal.status)
    flash_with_undo(
        request,
        _("%(name)s est réuni à ce dossier : messages, adultes et tâches y sont passés.")
        % {"name": absorbed.name},
        undo_url=reverse("project_merge_undo", args=[project.pk, merge.pk]),
    )
    return redirect(project)


@permitted("welcome.follow_project", on=find_project)
@require_POST
def project_merge_undo(request: HttpRequest, project_id: UUID, merge_id: UUID) -> HttpResponse:
    """Separates two projects that were joined."""
    project = target_of(request, SettlementProject)
    merge = (
        ProjectMerge.objects.select_related("survivor__commune", "absorbed__commune")
        .filter(pk=merge_id)
        .first()
    )
    if merge is None or project_id not in {merge.survivor_id, merge.absorbed_id}:
        raise Http404
    try:
        undo_merge(by=current_person(request), merge=merge)
    except Refusal as refusal:
        return file_page(request, project, sentence=str(refusal.sentence), status=refusal.status)
    messages.success(request, _("Les deux projets sont de nouveau séparés."))
    return redirect(project)
