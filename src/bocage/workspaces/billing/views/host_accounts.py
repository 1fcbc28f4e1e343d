"""Views of the accounts of a place: its months, payments on site, paying organisations."""

from uuid import UUID

from django.contrib import messages
from django.db.models import Count
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from bocage.foundation.formatting.money import format_euros
from bocage.foundation.http.access import permitted, require_safe_or_post
from bocage.foundation.http.actions import flash_outcome, refusals_on, render_form
from bocage.people.operations.persons import person_of_address
from bocage.people.signed_in import current_person
from bocage.workspaces.billing.documents import heading_of_payer, heading_of_place
from bocage.workspaces.billing.errors import PayerExists, SiretInvalid
from bocage.workspaces.billing.forms import PayerForm, PaymentForm, PersonForm
from bocage.workspaces.billing.models import Charge, Pass, PayingOrganisation
from bocage.workspaces.billing.operations.charges import waive_charge
from bocage.workspaces.billing.operations.payers import (
    add_payer,
    add_payer_person,
    change_payer,
    remove_payer_person,
)
from bocage.workspaces.billing.operations.prices import record_payment, undo_payment
from bocage.workspaces.billing.statements import (
    account_of_payer,
    account_of_place,
    person_words,
    statement_of,
)
from bocage.workspaces.billing.views.expenses import (
    MONTH_PARAMETER,
    month_context,
    requested_month,
    statement_file,
)
from bocage.workspaces.places.lookups import find_place, target_place
from bocage.workspaces.places.models import Place


@permitted("workspaces.manage_accounts", on=find_place)
@require_safe
def host_accounts(request: HttpRequest, **_address: str) -> HttpResponse:
    """Shows a month of the place: its users, the amounts paid, and those due."""
    place = target_place(request)
    month = requested_month(request)
    statement = statement_of(account_of_place(place), month)
    context = {"place": place, **month_context(statement)}
    return render(request, "workspaces/billing/host_accounts.html", context)


@permitted("workspaces.manage_accounts", on=find_place)
@require_safe
def host_accounts_file(
    request: HttpRequest, extension: str, **_address: str
) -> HttpResponse | StreamingHttpResponse:
    """Returns the month of the place as a document or a table."""
    place = target_place(request)
    month = requested_month(request)
    statement = statement_of(account_of_place(place), month)
    return statement_file(statement, heading_of_place(place), extension)


def _due(place: Place, kind: str, due_id: str) -> Charge | Pass:
    """Returns the charge of a booking or the pass that an address names, in this place."""
    if kind == "carnet":
        passes = Pass.objects.select_related("person", "product")
        sold = get_object_or_404(passes, pk=due_id, place=place)
        sold.place = place
        return sold
    charges = Charge.objects.select_related("booking__booked_for")
    charge = get_object_or_404(charges, booking=due_id, booking__place=place)
    charge.booking.place = place
    return charge


@permitted("workspaces.manage_accounts", on=find_place)
@require_safe_or_post
def host_payment(request: HttpRequest, slug: str, kind: str, due_id: UUID) -> HttpResponse:
    """Shows the form that records an amount paid on site and by what means, and records it
    on POST."""
    place = target_place(request)
    due = _due(place, kind, str(due_id))
    form = PaymentForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        words = _("%(amount)s encaissés.") % {"amount": format_euros(due.amount_cents)}
        undo = reverse("host_payment_undo", args=[slug, kind, due_id])
        with flash_outcome(request, words, undo_url=undo):
            record_payment(by=current_person(request), due=due, method=form.cleaned_data["method"])
        return redirect(_month_of(place, due))
    person = due.person if isinstance(due, Pass) else due.booking.booked_for
    context = {
        "place": place,
        "due": due,
        "kind": kind,
        "due_id": due_id,
        "who": person_words(person),
        "booking": None if isinstance(due, Pass) else due.booking,
        "methods": form.fields["method"].choices,  # type: ignore[attr-defined]
        "back": _month_of(place, due),
        "is_payable": due.paid_at is None
        and (isinstance(due, Pass) or due.status == Charge.Status.DUE),
    }
    return render(request, "workspaces/billing/host_payment.html", context)


@permitted("workspaces.manage_accounts", on=find_place)
@require_POST
def host_payment_undo(
    request: HttpRequest, kind: str, due_id: UUID, **_address: str
) -> HttpResponse:
    """Undoes a payment recorded by mistake, or refunds a payment."""
    place = target_place(request)
    due = _due(place, kind, str(due_id))
    undo_payment(by=current_person(request), due=due)
    messages.success(request, _("C’est annulé."))
    return redirect(_month_of(place, due))


@permitted("workspaces.manage_accounts", on=find_place)
@require_POST
def host_waive(request: HttpRequest, slug: str, due_id: UUID) -> HttpResponse:
    """Waives the charge of a booking."""
    place = target_place(request)
    due = _due(place, "reservation", str(due_id))
    if isinstance(due, Charge):
        undo = reverse("host_payment_undo", args=[slug, "reservation", due_id])
        with flash_outcome(request, _("La réservation est offerte."), undo_url=undo):
            waive_charge(by=current_person(request), charge=due)
    return redirect(_month_of(place, due))


def _month_of(place: Place, due: Charge | Pass) -> str:
    """Returns the address of the accounts of the month to which a charge or a pass belongs."""
    moment = due.sold_at if isinstance(due, Pass) else due.booking.period.lower
    month = timezone.localtime(moment)
    return f"{reverse('host_accounts', args=[place.slug])}?{MONTH_PARAMETER}={month:%Y-%m}"


@permitted("workspaces.manage_accounts", on=find_place)
@require_safe
def host_payers(request: HttpRequest, **_address: str) -> HttpResponse:
    """Shows the organisations that pay the place for their people."""
    place = target_place(request)
    payers = place.payers.annotate(people_number=Count("people")).order_by("-is_active", "name")
    context = {"place": place, "payers": payers}
    return render(request, "workspaces/billing/host_payers.html", context)


@permitted("workspaces.manage_accounts", on=find_place)
@require_safe_or_post
def host_payer_add(request: HttpRequest, slug: str) -> HttpResponse:
    """Writes down an organisation that pays."""
    place = target_place(request)
    form = PayerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form, {PayerExists: "name", SiretInvalid: "siret"}):
            payer = add_payer(by=current_person(request), place=place, **form.cleaned_data)
            messages.success(request, _("La structure est inscrite : ajoutez ses personnes."))
            return redirect("host_payer", slug, payer.pk)
    return _payer_form(request, place, form)


@permitted("workspaces.manage_accounts", on=find_place)
@require_safe_or_post
def host_payer_change(request: HttpRequest, slug: str, payer_id: UUID) -> HttpResponse:
    """Changes the description of an organisation."""
    place = target_place(request)
    payer = _payer(place, payer_id)
    form = PayerForm(request.POST or None, instance=payer)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form, {PayerExists: "name", SiretInvalid: "siret"}):
            change_payer(by=current_person(request), payer=payer, **form.cleaned_data)
            messages.success(request, _("La structure est à jour."))
            return redirect("host_payer", slug, payer.pk)
    return _payer_form(request, place, form, payer)


def _payer_form(
    request: HttpRequest, place: Place, form: PayerForm, payer: PayingOrganisation | None = None
) -> HttpResponse:
    context = {"place": place, "payer": payer}
    return render_form(request, "workspaces/billing/host_payer_form.html", form, context)


def _payer(place: Place, payer_id: UUID) -> PayingOrganisation:
    payer = get_object_or_404(PayingOrganisation, pk=payer_id, place=place)
    payer.place = place
    return payer


@permitted("workspaces.manage_accounts", on=find_place)
@require_safe
def host_payer(request: HttpRequest, payer_id: UUID, **_address: str) -> HttpResponse:
    """Shows the people of an organisation, and the amounts that it pays for them in a month."""
    place = target_place(request)
    payer = _payer(place, payer_id)
    month = requested_month(request)
    context = {
        "place": place,
        "payer": payer,
        "people": [
            (person, person_words(person)) for person in payer.people.order_by("name", "pk")
        ],
        "person_form": PersonForm(),
        **month_context(statement_of(account_of_payer(payer), month)),
    }
    return render(request, "workspaces/billing/host_payer.html", context)


@permitted("workspaces.manage_accounts", on=find_place)
@require_safe
def host_payer_file(
    request: HttpRequest, payer_id: UUID, extension: str, **_address: str
) -> HttpResponse | StreamingHttpResponse:
    """Returns the statement of an organisation, to send it."""
    payer = _payer(target_place(request), payer_id)
    month = requested_month(request)
    statement = statement_of(account_of_payer(payer), month)
    return statement_file(statement, heading_of_payer(payer), extension)


@permitted("workspaces.manage_accounts", on=find_place)
@require_POST
def host_payer_person(request: HttpRequest, slug: str, payer_id: UUID) -> HttpResponse:
    """Adds a person to those for whom an organisation pays from now on."""
    payer = _payer(target_place(request), payer_id)
    form = PersonForm(request.POST)
    if form.is_valid():
        with flash_outcome(request, _("La structure paie désormais pour cette personne.")):
            person = person_of_address(email=form.cleaned_data["email"])
            add_payer_person(by=current_person(request), payer=payer, person=person)
    else:
        messages.error(request, _("Écrivez l’adresse électronique de la personne."))
    return redirect("host_payer", slug, payer.pk)


@permitted("workspaces.manage_accounts", on=find_place)
@require_POST
def host_payer_person_remove(
    request: HttpRequest, slug: str, payer_id: UUID, person_id: UUID
) -> HttpResponse:
    """Removes a person from those for whom an organisation pays."""
    payer = _payer(target_place(request), payer_id)
    person = get_object_or_404(payer.people, pk=person_id)
    remove_payer_person(by=current_person(request), payer=payer, person=person)
    messages.success(request, _("La structure ne paie plus pour cette personne."))
    return redirect("host_payer", slug, payer.pk)


@permitted("workspaces.manage_accounts", on=find_place)
@require_POST
def host_payer_switch(request: HttpRequest, slug: str, payer_id: UUID) -> HttpResponse:
    """Stops an organisation from paying for anything new, or starts it again."""
    payer = _payer(target_place(request), payer_id)
    change_payer(by=current_person(request), payer=payer, is_active=not payer.is_active)
    return redirect("host_payer", slug, payer.pk)
