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
from bocage.welcome.pipeline.models.merges import ProjectJoin
from bocage.welcome.pipeline.operations.merges import join_projects, undo_join
from bocage.welcome.projects.lookups import find_project
from bocage.welcome.projects.models.projects import SettlementProject
from bocage.welcome.projects.policies import projects_followed_by


@permitted("welcome.follow_project", on=find_project)
@require_POST
def project_join(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Joins another project into that of the address."""
    project, person = target_of(request, SettlementProject), current_person(request)
    absorbed = get_object_or_404(
        projects_followed_by(person), pk=identifier_or_404(request.POST.get("autre", ""))
    )
    try:
        join = join_projects(by=person, survivor=project, absorbed=absorbed)
    except Refusal as refusal:
        return file_page(request, project, sentence=str(refusal.sentence), status=refusal.status)
    flash_with_undo(
        request,
        _("%(name)s est réuni à ce dossier : messages, adultes et tâches y sont passés.")
        % {"name": absorbed.name},
        undo_url=reverse("project_join_undo", args=[project.pk, join.pk]),
    )
    return redirect(project)


@permitted("welcome.follow_project", on=find_project)
@require_POST
def project_join_undo(request: HttpRequest, project_id: UUID, join_id: UUID) -> HttpResponse:
    """Separates two projects that were joined."""
    project = target_of(request, SettlementProject)
    join = (
        ProjectJoin.objects.select_related("survivor__commune", "absorbed__commune")
        .filter(pk=join_id)
        .first()
    )
    if join is None or project_id not in {join.survivor_id, join.absorbed_id}:
        raise Http404
    try:
        undo_join(by=current_person(request), join=join)
    except Refusal as refusal:
        return file_page(request, project, sentence=str(refusal.sentence), status=refusal.status)
    messages.success(request, _("Les deux projets sont de nouveau séparés."))
    return redirect(project)
