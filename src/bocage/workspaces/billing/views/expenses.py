"""Expenses of a person: their passes, their month, and how a booking is paid."""

from datetime import date
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from bocage.foundation.documents import pdf_response
from bocage.foundation.files.spreadsheets import csv_response
from bocage.foundation.http.access import permitted, signed_in, target_of
from bocage.foundation.http.actions import flash_outcome
from bocage.people.signed_in import current_person
from bocage.workspaces.billing.documents import (
    Heading,
    file_name,
    heading_of_person,
    statement_pdf,
    statement_table,
    total_rows,
)
from bocage.workspaces.billing.operations.charges import spare_pass, use_pass
from bocage.workspaces.billing.passes import passes_in_force
from bocage.workspaces.billing.statements import (
    Statement,
    account_of_person,
    month_before,
    month_words,
    next_month,
    parse_month,
    statement_of,
)
from bocage.workspaces.scheduling.lookups import find_booking
from bocage.workspaces.scheduling.models.bookings import Booking

MONTH_PARAMETER = "mois"


def requested_month(request: HttpRequest) -> date:
    """Returns the first day of the month in the address; of this month if there is none."""
    return parse_month(request.GET.get(MONTH_PARAMETER, ""))


def month_context(statement: Statement) -> dict[str, object]:
    """Returns the context that every page of a month shares: its name, its totals, and the months
    around it.
    """
    month = statement.month
    today = timezone.localdate()
    return {
        "statement": statement,
        "month_words": month_words(month),
        "month": f"{month:%Y-%m}",
        "totals": list(total_rows(statement.totals)),
        "before": f"{month_before(month):%Y-%m}",
        "after": f"{next_month(month):%Y-%m}" if month <= today else "",
    }


def statement_file(
    statement: Statement, heading: Heading, extension: str
) -> HttpResponse | StreamingHttpResponse:
    """Returns the statement as a document (`pdf`) or as a table (`csv`)."""
    name = file_name(heading, statement, extension)
    if extension == "pdf":
        return pdf_response(statement_pdf(statement, heading), filename=name)
    header, rows = statement_table(statement, heading)
    return csv_response(header, rows, filename=name)


@signed_in
@require_safe
def expenses(request: HttpRequest) -> HttpResponse:
    """Shows to the person signed in their passes that are still valid, and their expenses of a
    month.
    """
    person = current_person(request)
    statement = statement_of(account_of_person(person), requested_month(request))
    context = {
        "passes": passes_in_force(person, day=timezone.localdate()),
        **month_context(statement),
    }
    return render(request, "workspaces/billing/expenses.html", context)


@signed_in
@require_safe
def expenses_file(request: HttpRequest, extension: str) -> HttpResponse | StreamingHttpResponse:
    """Returns the statement of one's month, to keep or to send to an employer."""
    person = current_person(request)
    statement = statement_of(account_of_person(person), requested_month(request))
    return statement_file(statement, heading_of_person(person), extension)


@permitted("workspaces.choose_how_to_pay", on=find_booking)
@require_POST
def booking_use_pass(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Takes a booking on a pass."""
    booking = target_of(request, Booking)
    with flash_outcome(request, _("La réservation est prise sur votre carnet.")):
        use_pass(by=current_person(request), booking=booking)
    return HttpResponseRedirect(reverse("booking_detail", args=[booking.pk]))


@permitted("workspaces.choose_how_to_pay", on=find_booking)
@require_POST
def booking_spare_pass(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Leaves the pass unused: the booking is to be paid on site."""
    booking = target_of(request, Booking)
    with flash_outcome(request, _("Votre carnet est gardé : vous paierez sur place.")):
        spare_pass(by=current_person(request), booking=booking)
    return HttpResponseRedirect(reverse("booking_detail", args=[booking.pk]))
