"""Applicant's views: draft page by page, sent application, current state."""

from dataclasses import asdict
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from bocage.foundation.files.sent_documents import document_response
from bocage.foundation.http.access import (
    finder,
    permitted,
    require_safe_or_post,
    signed_in,
    target_of,
)
from bocage.foundation.http.actions import flash_outcome, pressed_action, refusals_on, render_form
from bocage.foundation.instance import current_instance
from bocage.people.seams.relocation_projects import relocation_projects
from bocage.people.signed_in import current_person
from bocage.training.admissions.applications.forms import (
    LATER_BUTTON,
    DocumentForm,
    ProjectForm,
    QuestionsForm,
)
from bocage.training.admissions.applications.lookups import find_application
from bocage.training.admissions.applications.models import (
    Application,
    ApplicationDocument,
    SeatOffer,
)
from bocage.training.admissions.applications.notifications import other_courses
from bocage.training.admissions.applications.operations.applications import (
    live_application,
    missing_answers,
    save_application,
    send_application,
    start_application,
    take_application_back,
    takes_applications,
    withdraw_application,
)
from bocage.training.admissions.applications.operations.documents import (
    add_document,
    remove_document,
)
from bocage.training.admissions.applications.operations.seat_offers import (
    confirm_seat,
    decline_seat,
)
from bocage.training.admissions.applications.presentation import (
    DOCUMENTS_PART,
    IDENTITY_PART,
    PROJECT_PART,
    Part,
    answer_items,
    life_of,
    next_steps,
    parts_of,
)
from bocage.training.cohorts.forms import OwnIdentityForm
from bocage.training.cohorts.lookups import find_cohort
from bocage.training.programmes.models.cohorts import Cohort

APPLICATIONS_PER_PAGE = 20
Status = Application.Status


find_document = finder(
    ApplicationDocument.objects.select_related(
        "application__cohort__programme__partner__scope",
        "application__cohort__programme__departement",
    ),
    application_id="application",
    document_id="pk",
)
"""The document of an address, of this application."""


@signed_in
@require_safe
def own_applications(request: HttpRequest) -> HttpResponse:
    """Lists the person's applications."""
    applications = Application.objects.of(current_person(request)).select_related(
        "cohort__programme"
    )
    page = Paginator(applications.order_by("-saved_at", "pk"), APPLICATIONS_PER_PAGE).get_page(
        request.GET.get("page")
    )
    return render(request, "training/admissions/applications/list.html", {"page": page})


@permitted("training.apply", on=find_cohort)
@require_safe_or_post
def application_start(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Explains what an application requires, and creates the draft."""
    cohort, person = target_of(request, Cohort), current_person(request)
    existing = live_application(person, cohort)
    if existing is not None:
        return redirect(existing)
    if request.method == "POST":
        with flash_outcome(request):
            application = start_application(by=person, cohort=cohort)
            return redirect("application_part", application.pk, IDENTITY_PART)
    context = {
        "cohort": cohort,
        "programme": cohort.programme,
        "is_open": takes_applications(cohort, timezone.now()),
        "days": current_instance().application_retention_days,
    }
    return render(request, "training/admissions/applications/start.html", context)


@permitted("training.write_application", on=find_application)
@require_safe
def application_detail(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Shows the person's application (« Ma candidature »): state, next step, content."""
    application, now = target_of(request, Application), timezone.now()
    offer = application.seat_offers.filter(state__in=("held", "confirmed")).first()
    is_open = takes_applications(application.cohort, now, application)
    context = {
        "application": application,
        "programme": application.cohort.programme,
        "life": life_of(application),
        "next": next_steps(application, offer, now),
        "offer": offer if offer is not None and offer.is_held else None,
        "answers": answer_items(application),
        "documents": application.documents.all(),
        "parts": parts_of(application) if application.is_draft else [],
        "is_open": is_open,
        "may_take_back": application.status == Status.SUBMITTED and is_open,
        "may_withdraw": application.is_live and (offer is None or offer.is_held),
        "others": other_courses(application) if not application.is_live else [],
        "project": _linked_project(application),
    }
    return render(request, "training/admissions/applications/detail.html", context)


@permitted("training.write_application", on=find_application)
@require_safe_or_post
def application_part(request: HttpRequest, *, part: str, **_address: UUID) -> HttpResponse:
    """Shows and saves one page of the draft, then goes to the next."""
    application = target_of(request, Application)
    if not application.is_draft:
        return redirect(application)
    parts = parts_of(application)
    current_part = next((candidate for candidate in parts if candidate.slug == part), None)
    if current_part is None:
        raise Http404
    if part == DOCUMENTS_PART:
        return _documents_page(request, application, parts, current_part)
    form = _form_of(request, application, current_part)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            _save_part(request, application, form)
            return _after(request, application, parts, current_part)
    return _part_page(request, application, parts, current_part, form)


@permitted("training.write_application", on=find_application)
@require_safe_or_post
def application_send(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Shows all that would be sent, and sends it."""
    application = target_of(request, Application)
    if not application.is_draft:
        return redirect(application)
    if request.method == "POST":
        with flash_outcome(request, _("Votre candidature est envoyée. Bonne chance !")):
            send_application(by=current_person(request), application=application)
            return redirect(application)
    context = {
        "application": application,
        "programme": application.cohort.programme,
        "answers": answer_items(application),
        "documents": application.documents.all(),
        "missing": missing_answers(application),
        "parts": parts_of(application),
        "is_open": takes_applications(application.cohort, timezone.now(), application),
    }
    return render(request, "training/admissions/applications/send.html", context)


@permitted("training.write_application", on=find_application)
@require_POST
def application_answer(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Takes back or withdraws an application, or confirms or declines its seat."""
    application, person = target_of(request, Application), current_person(request)
    with flash_outcome(request):
        message = _answered(request, application)
        messages.success(request, message)
    if live_application(person, application.cohort) is None:
        return redirect("own_applications")
    return redirect(application)


@permitted("training.see_document", on=find_document)
@require_safe
def application_document(request: HttpRequest, **_address: UUID) -> FileResponse:
    """Returns a document to the people who may read it; 404 until ClamAV has scanned it, on an
    instance that has ClamAV.
    """
    document = target_of(request, ApplicationDocument)
    if not document.is_readable:
        raise Http404
    file = document.file.open("rb")
    return document_response(file, kind=document.kind, name=document.name)


@permitted("training.see_document", on=find_document)
@require_POST
def application_document_remove(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Removes a document from the draft."""
    document = target_of(request, ApplicationDocument)
    with flash_outcome(request, _("Le document est retiré.")):
        remove_document(by=current_person(request), document=document)
    return redirect("application_part", document.application_id, DOCUMENTS_PART)


def _form_of(
    request: HttpRequest, application: Application, part: Part
) -> OwnIdentityForm | ProjectForm | QuestionsForm:
    data = request.POST if request.method == "POST" else None
    if part.slug == IDENTITY_PART:
        return OwnIdentityForm(data, initial=asdict(application.identity))
    if part.slug == PROJECT_PART:
        project = relocation_projects().project_of(current_person(request))
        return ProjectForm(data, application=application, project=project)
    answers = dict(application.answers.values_list("question", "words"))
    return QuestionsForm(data, questions=part.questions, answers=answers)


def _save_part(
    request: HttpRequest,
    application: Application,
    form: OwnIdentityForm | ProjectForm | QuestionsForm,
) -> None:
    person = current_person(request)
    if isinstance(form, QuestionsForm):
        save_application(by=person, application=application, answers=form.answers)
    else:
        save_application(by=person, application=application, **form.values)


def _after(
    request: HttpRequest, application: Application, parts: list[Part], current_part: Part
) -> HttpResponse:
    """Returns the address of the next page, or of the draft if the applicant stops here."""
    if LATER_BUTTON in request.POST:
        messages.success(request, _("Votre brouillon est gardé."))
        return redirect(application)
    rank = parts.index(current_part)
    if rank + 1 < len(parts):
        return redirect("application_part", application.pk, parts[rank + 1].slug)
    return redirect("application_send", application.pk)


def _documents_page(
    request: HttpRequest, application: Application, parts: list[Part], current_part: Part
) -> HttpResponse:
    is_post = request.method == "POST"
    form = DocumentForm(request.POST if is_post else None, request.FILES if is_post else None)
    if is_post and form.is_valid():
        file = form.cleaned_data["file"]
        with refusals_on(form, field="file"):
            add_document(
                by=current_person(request), application=application, file=file, name=file.name or ""
            )
            messages.success(request, _("Le document est joint."))
            return redirect("application_part", application.pk, DOCUMENTS_PART)
    return _part_page(request, application, parts, current_part, form)


def _part_page(
    request: HttpRequest, application: Application, parts: list[Part], current_part: Part, form: Any
) -> HttpResponse:
    rank = parts.index(current_part)
    context = {
        "application": application,
        "programme": application.cohort.programme,
        "parts": parts,
        "here": current_part,
        "number": rank + 1,
        "before": parts[rank - 1] if rank else None,
        "documents": application.documents.all() if current_part.slug == DOCUMENTS_PART else [],
        "is_last": current_part.slug == DOCUMENTS_PART,
    }
    return render_form(request, "training/admissions/applications/part.html", form, context)


def _answered(request: HttpRequest, application: Application) -> str:
    """Performs the submitted action. Returns the confirmation message.

    Raises:
        Http404: no action of the page was submitted.
    """
    person = current_person(request)
    match pressed_action(request):
        case "reprendre":
            take_application_back(by=person, application=application)
            return _("C’est de nouveau un brouillon : corrigez-le, puis envoyez-le.")
        case "retirer":
            withdraw_application(by=person, application=application)
            return _("Votre candidature est retirée.")
        case "venir":
            confirm_seat(by=person, offer=_offer_of(application))
            return _("C’est noté : vous venez. Votre place est à vous.")
        case "decliner":
            decline_seat(by=person, offer=_offer_of(application))
            return _("C’est noté : vous ne venez pas. Merci de l’avoir dit.")
        case _:
            raise Http404


def _offer_of(application: Application) -> SeatOffer:
    offers = SeatOffer.objects.select_related("application")
    latest = offers.filter(application=application).order_by("-offered_at", "-pk").first()
    if latest is None:
        raise Http404
    return latest


def _linked_project(application: Application) -> Any:
    if application.project_id is None:
        return None
    return relocation_projects().project_with(application.project_id)
