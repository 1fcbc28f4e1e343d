"""Change of my e-mail address: a code confirms the new one, and the former one is notified."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from bocage.foundation.errors import add_refusal_to
from bocage.foundation.http.access import signed_in
from bocage.foundation.http.actions import refusals_on
from bocage.people.errors import AddressTaken, CodeOver, WrongCode
from bocage.people.forms import CodeForm, NewAddressForm
from bocage.people.models import SignInCode
from bocage.people.operations import sign_in as operations
from bocage.people.sign_in.second_factor import with_recent_proof
from bocage.people.sign_in.sessions import note_change_of_proofs
from bocage.people.signed_in import current_person

PENDING_ADDRESS = "address_code"


@signed_in
@with_recent_proof
@never_cache
@require_http_methods(["GET", "POST"])
def change_address(request: HttpRequest) -> HttpResponse:
    """Prompts for a new address, and sends a code to it, whether or not another account has it."""
    person = current_person(request)
    form = NewAddressForm(request.POST if request.method == "POST" else None, current=person.email)
    status = 200
    if form.is_valid():
        with refusals_on(form) as outcome:
            code = operations.request_address_code(by=person, email=form.cleaned_data["email"])
            request.session[PENDING_ADDRESS] = str(code.pk)
            return redirect("confirm_address")
        status = outcome.status
    return render(request, "people/account/address.html", {"form": form}, status=status)


@signed_in
@never_cache
@require_http_methods(["GET", "POST"])
def confirm_address(request: HttpRequest) -> HttpResponse:
    """Takes the digits; the account then has the address to which they were sent."""
    person = current_person(request)
    code = _pending_code(request)
    if code is None:
        return redirect("change_address")
    form = CodeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            operations.change_address(by=person, code_id=code.pk, digits=form.cleaned_data["code"])
        except WrongCode as refusal:
            add_refusal_to(form, refusal, "code")
        except (CodeOver, AddressTaken) as refusal:
            del request.session[PENDING_ADDRESS]
            messages.error(request, str(refusal))
            return redirect("change_address")
        else:
            del request.session[PENDING_ADDRESS]
            note_change_of_proofs(request)
            messages.success(
                request,
                _("Votre compte s’ouvre maintenant avec %(email)s.") % {"email": code.email},
            )
            return redirect("account")
    context = {"form": form, "email": code.email}
    return render(request, "people/account/address_code.html", context)


def _pending_code(request: HttpRequest) -> SignInCode | None:
    """Returns the code that this browser requested, if it is still pending."""
    identifier = request.session.get(PENDING_ADDRESS)
    return SignInCode.objects.filter(pk=UUID(identifier)).first() if identifier else None
