"""Actions of a coordinator on the file of a project, one per view."""

from collections.abc import Callable
from datetime import date
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from bocage.foundation.errors import Refusal, add_refusal_to
from bocage.foundation.http.access import permitted, require_safe_or_post, target_of
from bocage.foundation.http.actions import render_form
from bocage.foundation.http.flash import flash_refusal, flash_success, flash_with_undo
from bocage.people.signed_in import current_person
from bocage.welcome.coordinator_portal.forms import (
    CloseForm,
    MoveForm,
    NoteForm,
    PauseForm,
    TaskForm,
    WriteForm,
)
from bocage.welcome.coordinator_portal.views.file import file_page, follow_form, next_form_of
from bocage.welcome.messages.operations.thread import note, write_to_household
from bocage.welcome.pipeline.board import stage_after
from bocage.welcome.pipeline.forms.done import day_done
from bocage.welcome.pipeline.models.tasks import ProjectTask
from bocage.welcome.pipeline.operations.stages import (
    choose_commune,
    close_project,
    mark_household_settled,
    move_project,
    pause_project,
    reopen_project,
    set_next_action,
    undo_move,
)
from bocage.welcome.pipeline.operations.tasks import (
    add_task,
    do_task,
    remove_task,
    set_task_aside,
    take_task_up,
)
from bocage.welcome.projects.lookups import find_project
from bocage.welcome.projects.models.projects import SettlementProject, Stage
from bocage.welcome.projects.operations.following import attach_project, take_project
from bocage.welcome.projects.stage_conditions import missing_for
from bocage.welcome.projects.team import coordinators_over

FOLLOW = "welcome.follow_project"
WHENCE = ("retour", "filtre")
WHOLE_FORM = "action"
"""Field that only the full form of a move has: neither the button of a card nor a dragged card
sends it.
"""


@permitted(FOLLOW, on=find_project)
@require_safe_or_post
def project_move(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Moves a project to another stage: by the button of a card, or by the full form."""
    project = target_of(request, SettlementProject)
    if request.method != "POST":
        return _move_page(request, project, MoveForm(initial=_move_words(request, project)))
    form = MoveForm(request.POST)
    if not form.is_valid():
        return _move_page(request, project, form, status=422)
    try:
        with transaction.atomic():
            moved_project = _move(request, project, form)
    except Refusal as refusal:
        if "retour" in _origin_page(request) and WHOLE_FORM not in request.POST:
            return _card_stays(request, project, form.stage, refusal)
        add_refusal_to(form, refusal)
        return _move_page(request, project, form, status=refusal.status)
    words = _("%(name)s : étape « %(stage)s »") % {
        "name": project.name,
        "stage": moved_project.get_stage_display(),
    }
    if moved_project.stage == project.stage:
        messages.success(request, words)
    else:
        undo = reverse("project_move_undo", args=[project.pk])
        whence = urlencode(_origin_page(request))
        flash_with_undo(request, words, undo_url=f"{undo}?{whence}" if whence else undo)
    return _back(request, project)


def _move(request: HttpRequest, project: SettlementProject, form: MoveForm) -> SettlementProject:
    by, data = current_person(request), form.cleaned_data
    if data["action"]:
        set_next_action(by=by, project=project, words=data["action"], on=data["action_due_on"])
    commune = data["commune"] or project.commune
    if form.stage == Stage.SETTLED and commune and data["moved_in_on"]:
        day: date = data["moved_in_on"]
        return mark_household_settled(by=by, project=project, commune=commune, moved_in_on=day)
    if data["commune"]:
        choose_commune(by=by, project=project, commune=data["commune"])
    return move_project(by=by, project=project, to=form.stage)


def _card_stays(
    request: HttpRequest, project: SettlementProject, stage: Stage, refusal: Refusal
) -> HttpResponse:
    """Redirects to the board, with the reason for the refusal and a link to the form that can solve
    it.
    """
    words = _("%(name)s reste à l’étape « %(stage)s ». %(why)s") % {
        "name": project.name,
        "stage": project.get_stage_display(),
        "why": refusal.sentence,
    }
    form = reverse("project_move", args=[project.pk])
    query = urlencode({"etape": stage.value} | _origin_page(request))
    flash_refusal(request, words, mend_url=f"{form}?{query}")
    return _back(request, project)


def _move_words(request: HttpRequest, project: SettlementProject) -> dict[str, Any]:
    requested = request.GET.get("etape", "")
    after = requested if requested in Stage else stage_after(project.stage)
    commune = project.commune
    return {
        "etape": after or project.stage,
        "commune": (commune.name, commune.pk) if commune else ("", ""),
        "moved_in_on": project.moved_in_on,
    }


@never_cache
def _move_page(
    request: HttpRequest, project: SettlementProject, form: MoveForm, *, status: int = 200
) -> HttpResponse:
    stages = form.fields["etape"].widget
    stages.helps = {
        stage.value: _("il manque : %(missing)s") % {"missing": ", ".join(missing)}
        for stage in Stage
        if (missing := missing_for(project, stage))
    } | {project.stage: _("aujourd’hui")}
    context = {
        "project": project,
        "form": form,
        "whence": _origin_page(request).items(),
        "back": _return_address(request, project),
    }
    return render(request, "welcome/coordinator_portal/move.html", context, status=status)


@permitted(FOLLOW, on=find_project)
@require_POST
def project_move_undo(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Undoes a recent change of stage."""
    return _run_action(request, undo_move, _("Le changement d’étape est annulé."))


@permitted(FOLLOW, on=find_project)
@require_POST
def project_next_action(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Saves the next action of a project."""
    project = target_of(request, SettlementProject)
    form = next_form_of(project, current_person(request), request.POST)
    if not form.is_valid():
        return file_page(request, project, next_form=form, status=422)
    return _run_action(
        request,
        set_next_action,
        _("La prochaine action est notée."),
        words=form.cleaned_data["action"],
        on=form.cleaned_data["due_on"],
        owner=form.cleaned_data["owner"],
        household_words=form.cleaned_data["household_words"],
    )


@permitted(FOLLOW, on=find_project)
@require_POST
def project_action_done(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Marks the next action as done, and records it in the timeline; the page then requests the
    following one.
    """
    project = target_of(request, SettlementProject)
    if project.next_action:
        note(
            by=current_person(request),
            project=project,
            words=_("Fait : %(action)s") % {"action": project.next_action},
            channel="note",
        )
    return _run_action(request, set_next_action, _("C’est fait. Et ensuite ?"), words="", on=None)


@permitted(FOLLOW, on=find_project)
@require_POST
def project_write(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Writes to the household; the first time, that is the first answer."""
    form = WriteForm(request.POST)
    if not form.is_valid():
        project = target_of(request, SettlementProject)
        return file_page(request, project, write_form=form, status=422)
    return _run_action(
        request,
        write_to_household,
        _("Le message est parti."),
        words=form.cleaned_data["message"],
    )


@permitted(FOLLOW, on=find_project)
@require_POST
def project_note(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Notes a call or a meeting in a line."""
    form = NoteForm(request.POST)
    if not form.is_valid():
        project = target_of(request, SettlementProject)
        return file_page(request, project, note_form=form, status=422)
    return _run_action(
        request,
        note,
        _("C’est noté."),
        words=form.cleaned_data["note"],
        channel=form.cleaned_data["channel"],
    )


@permitted(FOLLOW, on=find_project)
@require_POST
def project_take(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Assigns the project to the person signed in (« Je m’en charge »)."""
    return _run_action(
        request, take_project, _("Vous suivez ce projet : le ménage voit votre nom.")
    )


@permitted(FOLLOW, on=find_project)
@require_POST
def project_follow(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Saves who follows the project: a colleague, an intercommunalité."""
    project, person = target_of(request, SettlementProject), current_person(request)
    form = follow_form(project, coordinators_over(project), person, request.POST)
    if not form.is_valid():
        return file_page(request, project, follow_form=form, status=422)
    epci = form.epcis.get(form.cleaned_data["epci"])
    try:
        attach_project(by=person, project=project, epci=epci)
    except Refusal as refusal:
        return _refused(request, project, refusal)
    return _run_action(
        request,
        take_project,
        _("Le suivi est à jour."),
        coordinator=form.team[form.cleaned_data["coordinator"]],
    )


@permitted(FOLLOW, on=find_project)
@require_safe_or_post
def project_pause(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Lets a project rest."""
    form = PauseForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        return _run_action(
            request,
            pause_project,
            _("Le projet est en pause."),
            undo="project_reopen",
            until=form.cleaned_data["until"],
        )
    return _question(request, form, "welcome/coordinator_portal/pause.html")


@permitted(FOLLOW, on=find_project)
@require_safe_or_post
def project_close(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Ends a project, with the reason."""
    form = CloseForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        return _run_action(
            request,
            close_project,
            _("Le projet est clos."),
            undo="project_reopen",
            reason=form.cleaned_data["reason"],
            words=form.cleaned_data["words"],
        )
    return _question(request, form, "welcome/coordinator_portal/close.html")


@permitted(FOLLOW, on=find_project)
@require_POST
def project_reopen(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Reopens a project that was paused or closed."""
    return _run_action(request, reopen_project, _("Le projet est repris."))


@permitted(FOLLOW, on=find_project)
@require_POST
def project_task_add(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Adds a task to the project."""
    form = TaskForm(request.POST, auto_id="task-%s")
    if not form.is_valid():
        project = target_of(request, SettlementProject)
        return file_page(request, project, task_form=form, status=422)
    return _run_action(
        request,
        add_task,
        _("La tâche est dans la liste."),
        part="taches",
        title=form.cleaned_data["title"],
        side=form.cleaned_data["side"],
        due_on=form.cleaned_data["due_on"],
    )


TASK_ACTIONS: dict[str, Callable[..., object]] = {
    "fait": do_task,
    "sans-objet": set_task_aside,
    "a-faire": take_task_up,
    "retirer": remove_task,
}


@permitted(FOLLOW, on=find_project)
@require_POST
def project_task(
    request: HttpRequest, project_id: UUID, task_id: UUID, action: str
) -> HttpResponse:
    """Applies one action to a task of the project."""
    project = target_of(request, SettlementProject)
    task = (
        ProjectTask.objects.select_related("project__commune")
        .filter(pk=task_id, project=project_id)
        .first()
    )
    if task is None or action not in TASK_ACTIONS:
        raise Http404
    try:
        TASK_ACTIONS[action](by=current_person(request), task=task, **_day_params(request, action))
    except Refusal as refusal:
        return _refused(request, project, refusal)
    return redirect(f"{project.get_absolute_url()}#taches")


def _day_params(request: HttpRequest, action: str) -> dict[str, date | None]:
    """Returns the parameters of « c’est fait »: the day.

    Raises:
        DoneAnotherDay: it is not a date.
    """
    return {"on": day_done(request.POST)} if action == "fait" else {}


def _run_action(
    request: HttpRequest,
    act: Callable[..., object],
    message: str,
    *,
    undo: str = "",
    part: str = "",
    **options: Any,
) -> HttpResponse:
    """Applies an action to the project of the URL, and reports success or the refusal."""
    project = target_of(request, SettlementProject)
    try:
        act(by=current_person(request), project=project, **options)
    except Refusal as refusal:
        return _refused(request, project, refusal)
    flash_success(request, message, undo_url=reverse(undo, args=[project.pk]) if undo else "")
    return _back(request, project, part)


def _refused(request: HttpRequest, project: SettlementProject, refusal: Refusal) -> HttpResponse:
    # Reloads what the operation changed in memory before its refusal: the page shows stored data.
    project.refresh_from_db()
    return file_page(request, project, sentence=str(refusal.sentence), status=refusal.status)


@never_cache
def _question(request: HttpRequest, form: Any, template: str) -> HttpResponse:
    project = target_of(request, SettlementProject)
    return render_form(request, template, form, {"project": project})


def _back(request: HttpRequest, project: SettlementProject, part: str = "") -> HttpResponse:
    """Redirects to the page where the action was started."""
    return redirect(_return_address(request, project, part))


def _return_address(request: HttpRequest, project: SettlementProject, part: str = "") -> str:
    """Returns the URL of the board, with its filters, for an action started there; otherwise that
    of the file.
    """
    params = _origin_page(request)
    if params.get("retour") == "tableau":
        query = params.get("filtre", "")
        return reverse("project_board") + (f"?{query}" if query else "")
    return project.get_absolute_url() + (f"#{part}" if part else "")


def _origin_page(request: HttpRequest) -> dict[str, str]:
    """Returns the page where an action was started, from its form or its URL."""
    values = {name: request.POST.get(name) or request.GET.get(name) for name in WHENCE}
    return {name: value for name, value in values.items() if value}
