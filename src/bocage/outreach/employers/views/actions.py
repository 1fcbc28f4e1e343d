"""Actions of the page of a partner employer: states, steps, contacts, public page."""

from collections.abc import Callable
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bocage.foundation.http.access import finder, permitted, target_of
from bocage.foundation.http.actions import refusals_on
from bocage.outreach.employers.forms import (
    HIDE_BUTTON,
    EmployerContactForm,
    EmployerMoveForm,
    EmployerPageForm,
    LogoForm,
    StepForm,
)
from bocage.outreach.employers.models import EmployerContact, PartnerEmployer
from bocage.outreach.employers.operations.contacts import add_contact, remove_contact
from bocage.outreach.employers.operations.employers import (
    hide_employer,
    move_employer,
    note_step,
    publish_employer,
    save_logo,
)
from bocage.outreach.employers.views.team import find_employer, team_page
from bocage.people.signed_in import current_person

find_contact = finder(EmployerContact.objects.select_related("employer__departement"))


@permitted("outreach.manage_employer", on=find_employer)
@require_POST
def employer_move(request: HttpRequest, pk: UUID) -> HttpResponse:  # noqa: ARG001 - read by `on`
    """Moves it to a state."""
    employer, by = target_of(request, PartnerEmployer), current_person(request)
    form = EmployerMoveForm(request.POST)
    return _run(
        request,
        "move_form",
        form,
        lambda: move_employer(by=by, employer=employer, **form.cleaned_data),
        _("C’est noté."),
    )


@permitted("outreach.manage_employer", on=find_employer)
@require_POST
def employer_step(request: HttpRequest, pk: UUID) -> HttpResponse:  # noqa: ARG001 - read by `on`
    """Sets or clears the next step with an employer."""
    employer, by = target_of(request, PartnerEmployer), current_person(request)
    form = StepForm(request.POST)
    return _run(
        request,
        "step_form",
        form,
        lambda: note_step(by=by, employer=employer, **form.cleaned_data),
        _("C’est noté."),
    )


@permitted("outreach.manage_employer", on=find_employer)
@require_POST
def employer_publish(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Publishes the employer's page, or unpublishes it."""
    employer, by = target_of(request, PartnerEmployer), current_person(request)
    if HIDE_BUTTON in request.POST:
        hide_employer(by=by, employer=employer)
        messages.success(request, _("La page est retirée. Son lien mène à l’accueil."))
        return redirect("employer_detail", pk)
    form = EmployerPageForm(request.POST)
    return _run(
        request,
        "page_form",
        form,
        lambda: publish_employer(by=by, employer=employer, **form.cleaned_data),
        _("La page est publiée, et son lien y mène."),
    )


@permitted("outreach.manage_employer", on=find_employer)
@require_POST
def employer_save_logo(
    request: HttpRequest,
    pk: UUID,  # noqa: ARG001 - read by `on`
) -> HttpResponse:
    """Stores the logo of an employer."""
    employer, by = target_of(request, PartnerEmployer), current_person(request)
    form = LogoForm(request.POST, request.FILES)

    def save() -> object:
        upload = form.cleaned_data["logo"]
        return save_logo(by=by, employer=employer, file=upload, octets=upload.size or 0)

    return _run(request, "logo_form", form, save, _("Le logo est gardé."))


@permitted("outreach.manage_employer", on=find_employer)
@require_POST
def contact_add(request: HttpRequest, pk: UUID) -> HttpResponse:  # noqa: ARG001 - read by `on`
    """Records a contact person."""
    employer, by = target_of(request, PartnerEmployer), current_person(request)
    form = EmployerContactForm(request.POST, auto_id="interlocuteur_%s")
    return _run(
        request,
        "contact_form",
        form,
        lambda: add_contact(by=by, employer=employer, **form.cleaned_data),
        _("L’interlocuteur est noté."),
    )


@permitted("outreach.manage_employer", on=find_contact)
@require_POST
def contact_remove(request: HttpRequest, pk: UUID) -> HttpResponse:  # noqa: ARG001 - read by `on`
    """Deletes a contact person."""
    contact = target_of(request, EmployerContact)
    remove_contact(by=current_person(request), contact=contact)
    messages.success(request, _("Cette personne est oubliée."))
    return redirect("employer_detail", contact.employer_id)


def _run(
    request: HttpRequest,
    name: str,
    form: forms.Form,
    act: Callable[[], object],
    success_message: str,
) -> HttpResponse:
    """Runs an operation if the form is valid; else renders the page again with the errors."""
    employer = target_of(request, PartnerEmployer)
    if form.is_valid():
        with refusals_on(form):
            act()
            messages.success(request, success_message)
            return redirect("employer_detail", employer.pk)
    return team_page(request, employer, **{name: form})
