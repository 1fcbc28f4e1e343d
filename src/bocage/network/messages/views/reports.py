"""Views of reported conversations, for the organisers who settle the reports."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from bocage.foundation.http.access import finder, permitted, require_safe_or_post, target_of
from bocage.foundation.http.actions import flash_outcome, refusals_on
from bocage.network.messages.formatting import format_name
from bocage.network.messages.forms import SUSPEND_BUTTON, SuspensionForm
from bocage.network.messages.models import ContactSuspension, ConversationReport
from bocage.network.messages.operations.reports import close_report, lift_suspension, suspend_writer
from bocage.network.messages.presentation import messages_reported
from bocage.network.messages.reports import open_reports
from bocage.people.signed_in import current_person

REPORTS_PER_PAGE = 20


find_report = finder(
    ConversationReport.objects.select_related(
        "conversation__writer",
        "conversation__reader__membership__commune",
        "reported_by",
        "handled_by",
    )
)


find_suspension = finder(ContactSuspension.objects.select_related("person"))


def suspensions_in_force() -> QuerySet[ContactSuspension]:
    """Returns the current suspensions, latest first."""
    return ContactSuspension.objects.filter(lifted_at=None).select_related("person")


@permitted("network.run_a_club")
@require_safe
def contact_reports(request: HttpRequest) -> HttpResponse:
    """Lists the open reports, oldest first, and the suspended people."""
    waiting = open_reports(current_person(request))
    context = {
        "page": Paginator(waiting, REPORTS_PER_PAGE).get_page(request.GET.get("page")),
        "suspensions": suspensions_in_force(),
    }
    return render(request, "network/messages/contact_reports.html", context)


@permitted("network.decide_report", on=find_report)
@never_cache
@require_safe_or_post
def contact_report(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Shows a report, and closes it or suspends the author of the messages."""
    report = target_of(request, ConversationReport)
    suspends = request.method == "POST" and SUSPEND_BUTTON in request.POST
    form = SuspensionForm(request.POST if suspends else None)
    with refusals_on(form) if suspends else flash_outcome(request):
        if suspends and form.is_valid():
            suspend_writer(
                by=current_person(request), report=report, reason=form.cleaned_data["reason"]
            )
            messages.success(
                request, _("Cette personne ne peut plus écrire, et les deux le savent.")
            )
            return redirect("contact_reports")
        if request.method == "POST" and not suspends:
            close_report(by=current_person(request), report=report)
            messages.success(request, _("Le signalement est classé, et la personne prévenue."))
            return redirect("contact_reports")
    context = {
        "report": report,
        "pk": pk,
        "writer_name": format_name(report.reported),
        "reporter_name": format_name(report.reported_by),
        "lines": messages_reported(report.conversation),
        "form": form,
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "network/messages/contact_report.html", context, status=status)


@permitted("network.lift_suspension", on=find_suspension)
@require_POST
def contact_suspension_lift(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Lifts a suspension."""
    lift_suspension(by=current_person(request), suspension=target_of(request, ContactSuspension))
    messages.success(request, _("Cette personne peut de nouveau écrire, et le sait."))
    return redirect("contact_reports")
