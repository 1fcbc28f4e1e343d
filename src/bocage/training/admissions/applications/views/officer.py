"""The applications of a cohort as its officers list and correct them."""

from dataclasses import asdict
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from bocage.foundation.http.access import permitted, require_safe_or_post, target_of
from bocage.foundation.http.actions import flash_outcome, refusals_on, render_form
from bocage.people.signed_in import current_person
from bocage.training.admissions.applications.exports import APPLICATIONS
from bocage.training.admissions.applications.forms import DelayForm
from bocage.training.admissions.applications.lookups import find_cohort_application
from bocage.training.admissions.applications.models import Application
from bocage.training.admissions.applications.operations.applications import grant_delay
from bocage.training.admissions.applications.operations.identities import correct_applicant
from bocage.training.cohorts.forms import IdentityForm
from bocage.training.cohorts.lookups import find_cohort
from bocage.training.cohorts.tabs import cohort_context
from bocage.training.programmes.models.cohorts import Cohort

APPLICATIONS_PER_PAGE = 50


@permitted("training.manage_cohort", on=find_cohort)
@require_safe
def cohort_applications(
    request: HttpRequest, extension: str = "", **_address: UUID
) -> HttpResponseBase:
    """Lists the sent applications of a cohort, and the authors of its drafts; or returns the
    applications as a file if the address has an extension.
    """
    cohort = target_of(request, Cohort)
    rows = cohort.applications.exclude(status="draft").select_related("applicant")
    with_counts = rows.annotate(
        readers=Count("reviews"),
        given=Count("reviews", filter=Q(reviews__given_at__isnull=False)),
    )
    ordered = with_counts.order_by("submitted_at", "pk")
    if extension:
        return APPLICATIONS.file(extension, ordered)
    page = Paginator(ordered, APPLICATIONS_PER_PAGE).get_page(request.GET.get("page"))
    drafts = cohort.applications.filter(status="draft").select_related("applicant")
    context = cohort_context(request, cohort, "cohort_applications") | {
        "page": page,
        "drafts": drafts.order_by("-saved_at", "pk")[:APPLICATIONS_PER_PAGE],
        "delay_form": DelayForm(),
    }
    return render(request, "training/admissions/juries/applications.html", context)


@permitted("training.grant_delay", on=find_cohort_application)
@require_POST
def application_delay(request: HttpRequest, cohort_id: UUID, **_address: UUID) -> HttpResponse:
    """Lets a person send their draft after the deadline."""
    form = DelayForm(request.POST)
    if form.is_valid():
        with flash_outcome(request, _("Le délai est accordé, et la personne prévenue.")):
            grant_delay(
                by=current_person(request),
                application=target_of(request, Application),
                until=form.cleaned_data["until"],
            )
    else:
        messages.error(request, _("Dites jusqu’à quel jour."))
    return redirect("cohort_applications", cohort_id)


@permitted("training.manage_application", on=find_cohort_application)
@require_safe_or_post
def application_identity(
    request: HttpRequest, cohort_id: UUID, application_id: UUID
) -> HttpResponse:
    """Corrects the name and address of an applicant; the history retains the former ones."""
    application = target_of(request, Application)
    form = IdentityForm(request.POST or None, initial=asdict(application.identity))
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            correct_applicant(
                by=current_person(request), application=application, identity=form.identity
            )
            messages.success(request, _("C’est corrigé. L’historique garde ce qui était écrit."))
            return redirect("application_file", cohort_id, application_id)
    context = cohort_context(request, application.cohort, "cohort_applications") | {
        "display_name": application.display_name,
        "history": ("candidature", application.pk),
        "back": reverse("application_file", args=[cohort_id, application_id]),
    }
    return render_form(request, "training/cohorts/identity.html", form, context)
