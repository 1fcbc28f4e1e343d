"""« Mon projet » once sent: pages of the household."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from bocage.foundation.http.access import require_safe_or_post, signed_in
from bocage.foundation.http.actions import refusals_on, render_form
from bocage.foundation.http.flash import flash_with_undo
from bocage.people.signed_in import current_person
from bocage.welcome.household_portal.forms import InviteForm, WriteForm
from bocage.welcome.household_portal.own_project import (
    RECENT_MESSAGES,
    companion_of,
    next_step_of,
    next_words,
    stage_line,
    thread_of,
)
from bocage.welcome.intake.forms import ANSWER_STEPS, StepForm
from bocage.welcome.intake.initial_values import answers_as_values, answers_from_values
from bocage.welcome.messages.operations.thread import mark_read, write_to_team
from bocage.welcome.pipeline.errors.tasks import DoneAnotherDay
from bocage.welcome.pipeline.forms.done import day_done
from bocage.welcome.pipeline.models.tasks import ProjectTask, TaskSide
from bocage.welcome.pipeline.operations.tasks import do_task, take_task_up
from bocage.welcome.projects.contents import note_contents
from bocage.welcome.projects.lookups import own_project_of, project_of
from bocage.welcome.projects.models.invitations import HouseholdInvitation
from bocage.welcome.projects.models.messages import ProjectConsent
from bocage.welcome.projects.models.projects import SettlementProject
from bocage.welcome.projects.operations.consents import give_consent, withdraw_consent
from bocage.welcome.projects.operations.households import (
    invite_adult,
    leave_household,
    take_back_invitation,
)
from bocage.welcome.projects.operations.projects import answers_of, change_answers
from bocage.welcome.projects.own_waiting import tasks_of_household
from bocage.welcome.projects.sections import household_sections


@signed_in
@never_cache
@require_safe
def own_project(request: HttpRequest) -> HttpResponse:
    """Shows the household its project and marks its messages as read; without a project, shows how
    to start one.
    """
    project = project_of(current_person(request))
    if project is None:
        return render(request, "welcome/household_portal/none.html")
    mark_read(by=current_person(request), project=project)
    return _render_page(request, project, WriteForm())


@signed_in
@require_POST
def own_project_write(request: HttpRequest) -> HttpResponse:
    """Sends a message of the household to the team."""
    project = own_project_of(request)
    form = WriteForm(request.POST)
    if form.is_valid():
        with refusals_on(form, field="words"):
            write_to_team(
                by=current_person(request), project=project, words=form.cleaned_data["words"]
            )
            messages.success(request, _("Votre message est parti."))
            return redirect(reverse("own_project") + "#fil")
    return _render_page(request, project, form, status=422)


@signed_in
@require_POST
def own_consent_give(request: HttpRequest, use: str) -> HttpResponse:
    """Records the household's consent to one use."""
    give_consent(by=current_person(request), project=own_project_of(request), use=_use(use))
    messages.success(request, _("Votre accord est noté. Il se reprend d’un clic."))
    return redirect(reverse("own_project") + "#accords")


@signed_in
@require_POST
def own_consent_withdraw(request: HttpRequest, use: str) -> HttpResponse:
    """Withdraws the household's consent to one use."""
    withdraw_consent(by=current_person(request), project=own_project_of(request), use=_use(use))
    messages.success(request, _("Votre accord est repris : plus personne n’est contacté ainsi."))
    return redirect(reverse("own_project") + "#accords")


@signed_in
@require_safe_or_post
def own_adult_invite(request: HttpRequest) -> HttpResponse:
    """Shows and records the form that invites another adult, by mail, to share the page."""
    project = own_project_of(request)
    form = InviteForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form, field="email"):
            invitation = invite_adult(
                by=current_person(request), project=project, email=form.cleaned_data["email"]
            )
            messages.success(
                request, _("L’invitation part à %(email)s.") % {"email": invitation.email}
            )
            return redirect(reverse("own_project") + "#menage")
    return render_form(request, "welcome/household_portal/invite.html", form)


@signed_in
@require_POST
def own_invitation_take_back(request: HttpRequest, invitation_id: UUID) -> HttpResponse:
    """Withdraws an invitation, whose link becomes invalid."""
    invitation = get_object_or_404(
        HouseholdInvitation, pk=invitation_id, project=own_project_of(request)
    )
    take_back_invitation(by=current_person(request), invitation=invitation)
    messages.success(request, _("L’invitation est reprise."))
    return redirect(reverse("own_project") + "#menage")


@signed_in
@require_POST
def own_household_leave(request: HttpRequest) -> HttpResponse:
    """Removes the person signed in from their household."""
    leave_household(by=current_person(request), project=own_project_of(request))
    messages.success(request, _("Vous avez quitté le projet. Les autres adultes le gardent."))
    return redirect("own_project")


@signed_in
@require_POST
def own_task_done(request: HttpRequest, task_id: UUID) -> HttpResponse:
    """Marks a task of the household as done."""
    task = _own_task(request, task_id)
    try:
        do_task(by=current_person(request), task=task, on=day_done(request.POST))
    except DoneAnotherDay as refusal:
        messages.error(request, str(refusal.sentence))
        return redirect(reverse("own_project") + "#demarches")
    flash_with_undo(
        request, _("Une démarche de moins."), undo_url=reverse("own_task_undone", args=[task_id])
    )
    return redirect(reverse("own_project") + "#demarches")


@signed_in
@require_POST
def own_task_undone(request: HttpRequest, task_id: UUID) -> HttpResponse:
    """Marks a task of the household as not done after all."""
    take_task_up(by=current_person(request), task=_own_task(request, task_id))
    messages.success(request, _("C’est de nouveau à faire."))
    return redirect(reverse("own_project") + "#demarches")


@signed_in
@require_safe_or_post
def own_answers(request: HttpRequest, step: str) -> HttpResponse:
    """Shows one step of the household's answers in a form, and saves its changes."""
    project = own_project_of(request)
    step_shown = next((candidate for candidate in ANSWER_STEPS if candidate.slug == step), None)
    if step_shown is None:
        raise Http404
    values = answers_as_values(answers_of(project))
    form: StepForm = step_shown.form(
        request.POST if request.method == "POST" else None,
        initial=step_shown.form.initial_of(values),
    )
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            change_answers(
                by=current_person(request),
                project=project,
                answers=answers_from_values(values, form.answers()),
            )
            messages.success(request, _("C’est changé. Votre recherche de logement suit."))
            return redirect(reverse("own_project") + "#reponses")
    return render_form(request, "welcome/household_portal/answers.html", form, {"step": step_shown})


def _own_task(request: HttpRequest, task_id: UUID) -> ProjectTask:
    tasks = ProjectTask.objects.filter(project=own_project_of(request), side=TaskSide.HOUSEHOLD)
    return get_object_or_404(tasks.select_related("project"), pk=task_id)


def _use(use: str) -> str:
    if use not in ProjectConsent.Use.values:
        raise Http404
    return use


def _render_page(
    request: HttpRequest, project: SettlementProject, form: WriteForm, *, status: int = 200
) -> HttpResponse:
    person = current_person(request)
    note_contents(project)
    thread = thread_of(project, person)
    sections = household_sections(project, person)
    open_sections = [section for section in sections if not section.is_folded]
    context = {
        "project": project,
        "menu": [
            ("ensuite", _("Où nous en sommes")),
            ("fil", _("Le fil")),
            *((section.name, section.title) for section in open_sections),
            ("reste", _("Réponses et accords")),
        ],
        "waiting": tasks_of_household(person),
        "stages": stage_line(project),
        "next_step": next_step_of(project),
        "next_words": next_words(project),
        "companion": companion_of(project),
        "earlier": thread[:-RECENT_MESSAGES],
        "thread": thread[-RECENT_MESSAGES:],
        "form": form,
        "sections": open_sections,
        "folded": [section for section in sections if section.is_folded],
    }
    return render(request, "welcome/household_portal/page.html", context, status=status)
