"""« Mon projet »: public form in steps, saved as it is filled in; no account before it is sent."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import NON_FIELD_ERRORS
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from bocage.foundation.errors import Refusal, add_refusal_to
from bocage.foundation.http.access import public, require_safe_or_post
from bocage.foundation.http.actions import refusals_on, render_form
from bocage.foundation.http.attribution import code_received, with_code
from bocage.people.models import Mandate, Person, Role
from bocage.people.views.sign_in import network_address_of
from bocage.welcome.intake.draft_answers import draft_values
from bocage.welcome.intake.forms import STEPS, AgreementForm, ResumeForm, Step, StepForm
from bocage.welcome.intake.links import draft_in_hand, give_key, resume_link
from bocage.welcome.intake.models import ProjectDraft
from bocage.welcome.intake.operations import (
    ask_to_confirm,
    begin_draft,
    open_own_draft,
    save_step,
    send_draft_by_mail,
)
from bocage.welcome.projects.operations.projects import project_under_way


@public
@never_cache
@require_safe
def new_project(request: HttpRequest) -> HttpResponse:
    """Shows what « Mon projet » is, with the link to the first step, or to the one where the draft
    stops.
    """
    draft = draft_in_hand(request)
    person = request.user if isinstance(request.user, Person) else None
    context = {
        "steps": STEPS,
        "next_step": _first_unanswered(draft) if draft is not None else STEPS[0],
        "is_begun": draft is not None,
        "has_project": person is not None and project_under_way(person) is not None,
        "code": code_received(request),
        "has_team": Mandate.objects.in_force().filter(role=Role.COORDINATOR).exists(),
    }
    return render(request, "welcome/intake/start.html", context)


@public
@never_cache
@require_safe_or_post
def new_project_step(request: HttpRequest, step: str) -> HttpResponse:
    """Shows and saves one step. An htmx request, sent while the form is being filled in, saves the
    valid answers.
    """
    current = _step(step)
    draft = draft_in_hand(request)
    if request.method != "POST":
        if draft is None and current is not STEPS[0]:
            first = reverse("new_project_step", args=[STEPS[0].slug])
            return redirect(with_code(first, code_received(request)))
        form = _form_class(request, current)(initial=_initial(request, current, draft))
        return _step_page(request, current, draft, form)
    form = _form_class(request, current)(
        request.POST,
        initial=current.form.initial_of(draft_values(draft)) if draft is not None else {},
    )
    is_right = form.is_valid()
    try:
        draft = _save(request, draft, current, form)
        if getattr(request, "htmx", False):
            return _with_key(HttpResponse(status=204), draft)
        if is_right:
            return _with_key(_onwards(request, current, draft, form), draft)
    except Refusal as refusal:
        if getattr(request, "htmx", False):
            return HttpResponse(status=204)
        add_refusal_to(form, refusal, "email" if "email" in form.fields else NON_FIELD_ERRORS)
    return _with_key(_step_page(request, current, draft, form, status=422), draft)


@public
@never_cache
@require_safe_or_post
def new_project_later(request: HttpRequest) -> HttpResponse:
    """Sends the link to resume the form."""
    draft = draft_in_hand(request)
    if draft is None:
        return redirect("new_project")
    form = ResumeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            send_draft_by_mail(
                draft=draft,
                email=form.cleaned_data["email"],
                network_address=network_address_of(request),
            )
            messages.success(
                request, _("Le lien est parti par courriel. Vos réponses vous attendent.")
            )
            return redirect("new_project")
    context = {"next_step": _first_unanswered(draft)}
    return render_form(request, "welcome/intake/later.html", form, context)


@public
@never_cache
@require_safe
def new_project_resume(request: HttpRequest, token: str) -> HttpResponse:
    """Resumes the form at its first unanswered step, by the link of a mail. Changes no stored
    data.
    """
    key, _person = resume_link.read(token)
    draft = ProjectDraft.objects.filter(pk=key, confirmed_at=None).first()
    if draft is None:
        messages.info(
            request,
            _("Ce projet a été envoyé, ou oublié après un mois. Vous pouvez en raconter un autre."),
        )
        return redirect("new_project")
    return _with_key(redirect("new_project_step", _first_unanswered(draft).slug), draft)


@public
@never_cache
@require_safe
def new_project_sent(request: HttpRequest) -> HttpResponse:
    """Shows the next steps, and advice if no mail arrives."""
    draft = draft_in_hand(request)
    email = draft.email if draft is not None and draft.sent_at is not None else ""
    context = {"email": email, "last_step": STEPS[-1]}
    return render(request, "welcome/intake/sent.html", context)


def _step(slug: str) -> Step:
    for step in STEPS:
        if step.slug == slug:
            return step
    raise Http404


def _form_class(request: HttpRequest, step: Step) -> type[StepForm]:
    """Returns the form class of a step; a visitor who is signed in has no address to confirm."""
    if step is STEPS[-1] and request.user.is_authenticated:
        return AgreementForm
    return step.form


def _initial(request: HttpRequest, step: Step, draft: ProjectDraft | None) -> dict[str, Any]:
    values = draft_values(draft) if draft is not None else {}
    person = request.user if isinstance(request.user, Person) else None
    if person is not None:
        values = {"name": person.name, "phone": person.phone, **values}
    initial = step.form.initial_of(values)
    if draft is not None and draft.email:
        initial["email"] = draft.email
    return initial


def _save(
    request: HttpRequest, draft: ProjectDraft | None, step: Step, form: StepForm
) -> ProjectDraft:
    """Returns the draft with the valid answers of this step; creates it with the first answer."""
    if draft is None:
        draft = begin_draft(
            network_address=network_address_of(request), language=(get_language() or "fr")[:2]
        )
    return save_step(
        draft=draft, step=step.slug, answers=form.answers(), came_by=code_received(request)
    )


def _onwards(request: HttpRequest, step: Step, draft: ProjectDraft, form: StepForm) -> HttpResponse:
    if step is not STEPS[-1]:
        return redirect("new_project_step", STEPS[STEPS.index(step) + 1].slug)
    missing = _first_unanswered(draft)
    if missing is not STEPS[-1]:
        messages.info(request, _("Il manque cette étape : le reste est gardé."))
        return redirect("new_project_step", missing.slug)
    if isinstance(request.user, Person):
        project = open_own_draft(by=request.user, draft=draft)
        confirm_arrival(request, is_new=project.draft == draft.pk)
        return redirect("own_project")
    ask_to_confirm(
        draft=draft,
        email=form.cleaned_data["email"],
        network_address=network_address_of(request),
    )
    return redirect("new_project_sent")


def confirm_arrival(request: HttpRequest, *, is_new: bool) -> None:
    """Adds the message that the project arrived, or, for a project that already existed, that the
    new answers replaced the former ones.
    """
    if is_new:
        messages.success(request, _("Votre projet est arrivé. Quelqu’un vous répond bientôt."))
    else:
        messages.info(
            request,
            _(
                "Vous aviez déjà un projet chez nous : c’est le même. Vos réponses "
                "d’aujourd’hui remplacent celles d’avant ; rien d’autre n’a changé."
            ),
        )


def _first_unanswered(draft: ProjectDraft) -> Step:
    for step in STEPS[:-1]:
        form = step.form(data=None)
        required = [name for name, field in form.fields.items() if field.required]
        step_answers = draft.answers.get(step.slug)
        if step_answers is None or any(name not in step_answers for name in required):
            return step
    return STEPS[-1]


def _with_key(response: HttpResponse, draft: ProjectDraft | None) -> HttpResponse:
    if draft is not None and draft.confirmed_at is None:
        give_key(response, draft)
    return response


def _step_page(
    request: HttpRequest,
    step: Step,
    draft: ProjectDraft | None,
    form: StepForm,
    *,
    status: int = 200,
) -> HttpResponse:
    number = STEPS.index(step)
    context = {
        "step": step,
        "form": form,
        "number": number + 1,
        "of": len(STEPS),
        "back": STEPS[number - 1] if number else None,
        "is_last": step is STEPS[-1],
        "has_draft": draft is not None,
        "steps": STEPS,
        "answered": set(draft.answers) if draft is not None else set(),
        "code": code_received(request),
    }
    return render(request, "welcome/intake/step.html", context, status=status)
