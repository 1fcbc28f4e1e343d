"""The scoring grid of a programme, as its officers write it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bocage.foundation.http.access import permitted, require_safe_or_post, target_of
from bocage.foundation.http.actions import flash_outcome, refusals_on, render_form
from bocage.people.signed_in import current_person
from bocage.training.admissions.applications.views.questions import flash_order
from bocage.training.admissions.forms import OrderForm
from bocage.training.admissions.juries.forms import CriterionForm
from bocage.training.admissions.juries.models import ScoringCriterion
from bocage.training.admissions.juries.operations.grid import (
    criteria_of,
    order_criteria,
    remove_criterion,
    write_criterion,
)
from bocage.training.programmes.lookups import find_programme
from bocage.training.programmes.models.programmes import Programme


@permitted("training.manage_programme", on=find_programme)
@require_safe_or_post
def programme_grid(request: HttpRequest, programme_id: UUID, number: int = 0) -> HttpResponse:
    """Lists the criteria of the grid, and adds or changes one."""
    programme = target_of(request, Programme)
    grid = criteria_of(programme)
    criterion = None
    if number:
        current = ScoringCriterion.objects.filter(programme=programme, removed_at=None)
        criterion = get_object_or_404(current, pk=number)
    form = CriterionForm(request.POST or None, instance=criterion)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            write_criterion(
                by=current_person(request),
                programme=programme,
                criterion=criterion,
                **form.cleaned_data,
            )
            messages.success(request, _("Le critère est enregistré."))
            return redirect("programme_grid", programme_id)
    context = {
        "programme": programme,
        "lines": OrderForm(None, lines=grid).rows,
        "chosen": criterion,
    }
    return render_form(request, "training/admissions/juries/grid.html", form, context)


@permitted("training.manage_programme", on=find_programme)
@require_POST
def programme_grid_order(request: HttpRequest, programme_id: UUID) -> HttpResponse:
    """Puts the lines of the grid in another order."""
    programme = target_of(request, Programme)
    form = OrderForm(request.POST, lines=criteria_of(programme))
    if form.is_valid():
        order_criteria(by=current_person(request), programme=programme, order=form.order())
    flash_order(request, form)
    return redirect("programme_grid", programme_id)


@permitted("training.manage_programme", on=find_programme)
@require_POST
def programme_grid_remove(request: HttpRequest, programme_id: UUID, number: int) -> HttpResponse:
    """Removes a criterion from the grid."""
    criteria = ScoringCriterion.objects.filter(programme=target_of(request, Programme))
    criterion = get_object_or_404(criteria.select_related("programme"), pk=number)
    with flash_outcome(request, _("Le critère est retiré.")):
        remove_criterion(by=current_person(request), criterion=criterion)
    return redirect("programme_grid", programme_id)
