"""Views of partner employers for the people who follow them: list, page, agreement."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import F
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from bocage.foundation.files.sent_documents import document_response
from bocage.foundation.http.access import finder, permitted, require_safe_or_post, target_of
from bocage.foundation.http.actions import refusals_on, render_form
from bocage.foundation.mail import page_url
from bocage.outreach.campaigns.policies import departements_run_by
from bocage.outreach.campaigns.results import LinkResults
from bocage.outreach.employers.exports import EMPLOYERS
from bocage.outreach.employers.forms import (
    SEND_FILE_BUTTON,
    AgreementFileForm,
    AgreementForm,
    EmployerContactForm,
    EmployerForm,
    EmployerMoveForm,
    EmployerPageForm,
    LogoForm,
    StepForm,
)
from bocage.outreach.employers.models import PartnerEmployer
from bocage.outreach.employers.operations.employers import (
    change_employer,
    open_employer,
    save_agreement,
    save_document,
)
from bocage.outreach.employers.results import employer_results
from bocage.people.signed_in import current_person

PER_PAGE = 40


find_employer = finder(
    PartnerEmployer.objects.select_related("departement", "campaign", "link").defer("logo")
)


@permitted("outreach.run_campaigns")
@require_safe
def employer_list(request: HttpRequest, extension: str = "") -> HttpResponseBase:
    """Lists the employers that a person follows, the nearest next step first, with the results of
    each. With an extension, downloads them as a file.
    """
    employers = PartnerEmployer.objects.run_by(current_person(request)).defer("logo")
    state = request.GET.get("etat", "")
    if state in PartnerEmployer.State.values:
        employers = employers.filter(state=state)
    ordered = employers.order_by(F("next_step_on").asc(nulls_last=True), "name", "pk")
    if extension:
        return EMPLOYERS.file(extension, _with_results(list(ordered)))
    page = Paginator(ordered, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "rows": _with_results(list(page.object_list)),
        "page": page,
        "states": PartnerEmployer.State.choices,
        "state": state,
        "today": timezone.localdate(),
    }
    return render(request, "outreach/employers/list.html", context)


def _with_results(employers: list[PartnerEmployer]) -> list[tuple[PartnerEmployer, LinkResults]]:
    """Returns each employer with the results of its link; constant number of queries."""
    results, empty = employer_results(employers), LinkResults()
    return [(employer, results.get(employer.link_id, empty)) for employer in employers]


@permitted("outreach.run_campaigns")
@require_safe_or_post
def employer_open(request: HttpRequest) -> HttpResponse:
    """Creates an employer that was just contacted."""
    departements = departements_run_by(current_person(request))
    form = EmployerForm(
        request.POST if request.method == "POST" else None,
        departements=departements if len(departements) > 1 else None,
    )
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            employer = open_employer(
                by=current_person(request),
                departement=form.cleaned_data.get("departement") or departements[0],
                terms=form.terms(),
            )
            messages.success(request, _("C’est noté. Son lien est prêt, et sa prochaine étape ?"))
            return redirect("employer_detail", employer.pk)
    return render_form(request, "outreach/employers/open.html", form)


@permitted("outreach.manage_employer", on=find_employer)
@require_safe_or_post
def employer_change(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Changes an employer."""
    employer = target_of(request, PartnerEmployer)
    names = [name for name in EmployerForm.base_fields if name != "departement"]
    form = EmployerForm(
        request.POST if request.method == "POST" else None,
        initial={name: getattr(employer, name) for name in names},
        departements=None,
    )
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            change_employer(by=current_person(request), employer=employer, terms=form.terms())
            messages.success(request, _("C’est enregistré."))
            return redirect("employer_detail", pk)
    return render_form(request, "outreach/employers/open.html", form, {"employer": employer})


@permitted("outreach.manage_employer", on=find_employer)
@require_safe_or_post
def employer_agreement(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Changes the agreement with an employer, or its document."""
    employer = target_of(request, PartnerEmployer)
    sends_file = SEND_FILE_BUTTON in request.POST
    form = AgreementForm(
        request.POST if request.method == "POST" and not sends_file else None,
        initial={name: getattr(employer, name) for name in AgreementForm.base_fields},
    )
    files = AgreementFileForm(request.POST, request.FILES) if sends_file else AgreementFileForm()
    with refusals_on(files if sends_file else form):
        if request.method == "POST" and _save_terms(request, employer, form, files):
            messages.success(request, _("C’est enregistré."))
            return redirect("employer_agreement" if sends_file else "employer_detail", pk)
    context = {"employer": employer, "form": form, "files": files}
    status = 422 if form.errors or files.errors else 200
    return render(request, "outreach/employers/agreement.html", context, status=status)


@permitted("outreach.manage_employer", on=find_employer)
@require_safe
def employer_document(request: HttpRequest, pk: UUID) -> FileResponse:  # noqa: ARG001 - read by `on`
    """Downloads the document of the agreement, for those who follow the employer.

    Raises:
        Http404: the document does not exist.
    """
    employer = target_of(request, PartnerEmployer)
    if not employer.document:
        raise Http404
    return document_response(
        employer.document.open(), kind=employer.document_kind, name=employer.document_name
    )


@permitted("outreach.manage_employer", on=find_employer)
@require_safe
def employer_detail(request: HttpRequest, pk: UUID) -> HttpResponse:  # noqa: ARG001 - read by `on`
    """Shows the page of an employer: its state, its contact persons, the next step and its
    results."""
    return team_page(request, target_of(request, PartnerEmployer))


@never_cache
def team_page(request: HttpRequest, employer: PartnerEmployer, **refused: Any) -> HttpResponse:
    """Renders the page of an employer, with a form that was refused if there is one."""
    context = {
        "employer": employer,
        "address": page_url("follow_link", employer.link.code),
        "results": employer_results([employer])[employer.link_id],
        "contacts": employer.contacts.all(),
        "moves": employer.moves.select_related("by"),
        "move_form": EmployerMoveForm(initial={"state": employer.state}),
        "step_form": StepForm(
            initial={"step": employer.next_step, "due_on": employer.next_step_on}
        ),
        "contact_form": EmployerContactForm(auto_id="interlocuteur_%s"),
        "page_form": EmployerPageForm(initial={"introduction": employer.introduction}),
        "logo_form": LogoForm(),
        "today": timezone.localdate(),
        **refused,
    }
    status = 422 if refused else 200
    return render(request, "outreach/employers/detail.html", context, status=status)


def _save_terms(
    request: HttpRequest,
    employer: PartnerEmployer,
    form: AgreementForm,
    files: AgreementFileForm,
) -> bool:
    """Saves the submitted form. Returns False if it is invalid.

    Raises:
        Refusal: the operation rejects it.
    """
    if files.is_bound:
        if not files.is_valid():
            return False
        upload = files.cleaned_data["document"]
        save_document(by=current_person(request), employer=employer, file=upload, name=upload.name)
        return True
    if not form.is_valid():
        return False
    save_agreement(by=current_person(request), employer=employer, terms=form.terms())
    return True
