"""« Gardons le contact »: the public form. Its answer is the same whether an address is known."""

from __future__ import annotations

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from bocage.foundation.access import public
from bocage.foundation.errors import Refusal, add_refusal_to
from bocage.foundation.travelling_code import code_received
from bocage.outreach.contact_places import ContactPlace, contact_departements, place_of_code
from bocage.outreach.contact_presentation import contact_form
from bocage.outreach.forms.contact import PublicContactForm
from bocage.outreach.operations.prospects import capture_prospect
from bocage.outreach.proof_of_work import spend_work
from bocage.people.errors import TooManyAttempts
from bocage.people.limits import Limit, count_attempt
from bocage.people.views.sign_in import network_address_of

WITH_WORK = Limit(action="outreach.contact.worked", amount=60, window=timedelta(hours=1))
WITHOUT_WORK = Limit(action="outreach.contact.plain", amount=6, window=timedelta(hours=1))
"""Of one network: a fair behind one router passes with scripts, a wave of spam does not."""
OF_AN_ADDRESS = Limit(action="outreach.contact.address", amount=5, window=timedelta(hours=1))


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def contact(request: HttpRequest) -> HttpResponse:
    """The form, on its own page; forms within other pages post here too."""
    code = code_received(request)
    form = contact_form(code, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            _take(request, form)
        except Refusal as refusal:
            add_refusal_to(form, refusal)
        else:
            return redirect("contact_thanks")
    status = 422 if form.errors else 200
    return render(request, "outreach/contact/form.html", {"form": form}, status=status)


@public
@require_safe
def contact_thanks(request: HttpRequest) -> HttpResponse:
    """What happens next, whatever the address: nothing tells whether it is known."""
    return render(request, "outreach/contact/thanks.html")


def _take(request: HttpRequest, form: PublicContactForm) -> None:
    """Keeps what was sent, unless it comes in a wave.

    Raises:
        TooManyAttempts: this network sends too many forms.
    """
    if form.cleaned_data["website"]:
        return
    worked = spend_work(request.POST.get("challenge", ""), request.POST.get("work", ""))
    count_attempt(WITH_WORK if worked else WITHOUT_WORK, network_address_of(request))
    capture = form.capture(_place(form))
    try:
        count_attempt(OF_AN_ADDRESS, capture.email.lower() or capture.phone)
    except TooManyAttempts:
        return
    capture_prospect(capture=capture)


def _place(form: PublicContactForm) -> ContactPlace:
    place = place_of_code(form.code)
    if place is not None:
        return place
    departements = contact_departements()
    code = form.cleaned_data.get("departement")
    return ContactPlace(next((one for one in departements if one.code == code), departements[0]))
