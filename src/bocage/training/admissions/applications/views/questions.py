"""The questions of a programme, as its officers write them."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bocage.foundation.http.access import permitted, require_safe_or_post, target_of
from bocage.foundation.http.actions import render_form
from bocage.people.signed_in import current_person
from bocage.training.admissions.applications.forms import QuestionForm
from bocage.training.admissions.applications.models import ApplicationQuestion
from bocage.training.admissions.applications.operations.questions import (
    order_questions,
    questions_of,
    remove_question,
    write_question,
)
from bocage.training.admissions.forms import OrderForm
from bocage.training.programmes.lookups import find_programme
from bocage.training.programmes.models.programmes import Programme


@permitted("training.manage_programme", on=find_programme)
@require_safe_or_post
def programme_questions(request: HttpRequest, programme_id: UUID, number: int = 0) -> HttpResponse:
    """Lists the questions of a programme, and adds or changes one."""
    programme = target_of(request, Programme)
    questions = questions_of(programme)
    question = None
    if number:
        current = ApplicationQuestion.objects.filter(programme=programme, removed_at=None)
        question = get_object_or_404(current, pk=number)
    form = QuestionForm(request.POST or None, instance=question)
    if request.method == "POST" and form.is_valid():
        write_question(
            by=current_person(request), programme=programme, question=question, **form.cleaned_data
        )
        messages.success(request, _("La question est enregistrée."))
        return redirect("programme_questions", programme_id)
    context = {
        "programme": programme,
        "lines": OrderForm(None, lines=questions).rows,
        "chosen": question,
    }
    return render_form(request, "training/admissions/juries/questions.html", form, context)


@permitted("training.manage_programme", on=find_programme)
@require_POST
def programme_questions_order(request: HttpRequest, programme_id: UUID) -> HttpResponse:
    """Puts the questions in another order."""
    programme = target_of(request, Programme)
    form = OrderForm(request.POST, lines=questions_of(programme))
    if form.is_valid():
        order_questions(by=current_person(request), programme=programme, order=form.order())
    flash_order(request, form)
    return redirect("programme_questions", programme_id)


@permitted("training.manage_programme", on=find_programme)
@require_POST
def programme_question_remove(
    request: HttpRequest, programme_id: UUID, number: int
) -> HttpResponse:
    """Removes a question from the form."""
    questions = ApplicationQuestion.objects.filter(programme=target_of(request, Programme))
    question = get_object_or_404(questions.select_related("programme"), pk=number)
    remove_question(by=current_person(request), question=question)
    messages.success(request, _("La question n’est plus posée."))
    return redirect("programme_questions", programme_id)


def flash_order(request: HttpRequest, form: OrderForm) -> None:
    if form.is_valid():
        messages.success(request, _("L’ordre est enregistré."))
    else:
        messages.error(request, _("Donnez un rang à chaque ligne, de 1 à 500."))
