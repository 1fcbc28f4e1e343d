"""Pages of the task templates of a département: list, change, addition, order."""

from collections.abc import Callable
from itertools import groupby
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from bocage.foundation.http.access import permitted, require_safe_or_post, target_of
from bocage.foundation.http.actions import refusals_on, render_form
from bocage.people.signed_in import current_person
from bocage.territory.models import Departement
from bocage.welcome.pipeline.errors.tasks import UnknownTemplate
from bocage.welcome.pipeline.forms.task_templates import TaskTemplateForm, template_words
from bocage.welcome.pipeline.operations.task_templates import (
    add_template,
    change_template,
    move_template,
    offer_template,
    restore_template,
    stop_template,
    words_of,
)
from bocage.welcome.pipeline.policies import departements_of_templates
from bocage.welcome.pipeline.selectors import TemplateLine, lines_of
from bocage.welcome.projects.models.projects import Stage

MANAGE = "welcome.manage_task_templates"


def find_departement(code: str, **_address: object) -> Departement:
    """Returns the département of a URL.

    Raises:
        Http404: there is none.
    """
    return get_object_or_404(Departement, pk=code.upper())


@permitted("welcome.see_board")
@require_safe
def task_templates(request: HttpRequest) -> HttpResponse:
    """Redirects to the templates of the person's département, or of the first of them."""
    departement = departements_of_templates(current_person(request)).first()
    if departement is None:
        raise Http404
    return redirect("task_template_list", departement.pk)


@permitted(MANAGE, on=find_departement)
@require_safe
def task_template_list(request: HttpRequest, **_address: str) -> HttpResponse:
    """Shows every task template of a département, stage by stage."""
    departement = target_of(request, Departement)
    lines = lines_of(departement.pk)
    stages = [
        {"stage": Stage(stage), "lines": list(group)}
        for stage, group in groupby(lines, key=lambda line: line.template.stage)
    ]
    other_departements = departements_of_templates(current_person(request)).exclude(
        pk=departement.pk
    )
    context = {
        "departement": departement,
        "stages": stages,
        "others": list(other_departements[:12]),
    }
    return render(request, "welcome/pipeline/task_templates/list.html", context)


@permitted(MANAGE, on=find_departement)
@require_safe_or_post
def task_template_add(request: HttpRequest, **_address: str) -> HttpResponse:
    """Shows and saves the form of a template of the département's own."""
    departement = target_of(request, Departement)
    form = TaskTemplateForm(request.POST or None, initial={"etape": request.GET.get("etape", "")})
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            add_template(by=current_person(request), departement=departement, words=form.words())
            messages.success(request, _("La tâche s’ouvrira pour les ménages qui y arrivent."))
            return redirect("task_template_list", departement.pk)
    return _form_page(request, departement, form, None)


@permitted(MANAGE, on=find_departement)
@require_safe_or_post
def task_template_change(request: HttpRequest, name: str, **_address: str) -> HttpResponse:
    """Shows a task template in a form, and saves its changes."""
    departement = target_of(request, Departement)
    line = _template_line(departement, name)
    form = TaskTemplateForm(request.POST or None, initial=template_words(words_of(line.template)))
    if request.method == "POST" and form.is_valid():
        change_template(
            by=current_person(request), departement=departement, name=name, words=form.words()
        )
        messages.success(request, _("C’est changé, pour les tâches qui s’ouvriront."))
        return redirect("task_template_list", departement.pk)
    return _form_page(request, departement, form, line)


@permitted(MANAGE, on=find_departement)
@require_POST
def task_template_action(
    request: HttpRequest, name: str, action: str, **_address: str
) -> HttpResponse:
    """Applies an action to a template: move up or down, disable, enable, or restore the default
    text.
    """
    departement = target_of(request, Departement)
    act = ACTIONS.get(action)
    if act is None:
        raise Http404
    try:
        act(by=current_person(request), departement=departement, name=name)
    except UnknownTemplate as unknown:
        raise Http404 from unknown
    return redirect("task_template_list", departement.pk)


def _up(**params: Any) -> None:
    move_template(**params, direction="up")


def _down(**params: Any) -> None:
    move_template(**params, direction="down")


ACTIONS: dict[str, Callable[..., None]] = {
    "monter": _up,
    "descendre": _down,
    "retirer": stop_template,
    "proposer": offer_template,
    "origine": restore_template,
}
"""Directions by their value in the URL."""


def _template_line(departement: Departement, name: str) -> TemplateLine:
    for line in lines_of(departement.pk):
        if line.template.name == name:
            return line
    raise Http404


def _form_page(
    request: HttpRequest,
    departement: Departement,
    form: TaskTemplateForm,
    line: TemplateLine | None,
) -> HttpResponse:
    context = {"departement": departement, "line": line}
    return render_form(request, "welcome/pipeline/task_templates/form.html", form, context)
