"""« Gardons le contact »: the public form. Its answer is the same whether an address is known."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from bocage.foundation.http.access import public, require_safe_or_post
from bocage.foundation.http.actions import refusals_on, render_form
from bocage.foundation.http.attribution import code_received
from bocage.foundation.http.embeds import framed_anywhere
from bocage.outreach.campaigns.contact_places import (
    ContactPlace,
    contact_departements,
    place_of_code,
)
from bocage.outreach.contact.forms.contact import PublicContactForm, contact_form
from bocage.outreach.prospects.limits import WITH_WORK, WITHOUT_WORK
from bocage.outreach.prospects.operations.prospects import capture_prospect
from bocage.people.errors import TooManyAttempts
from bocage.people.limits import Limit, count_attempt, count_attempt_from, spend_work
from bocage.people.views.sign_in import network_address_of

ALL_WITHOUT_WORK = Limit(action="outreach.contact.plain_all", amount=60, window=timedelta(hours=1))
"""Rate limit of forms without proof of work, all networks together: a flood from a thousand of them
sends mails to sixty addresses, not to six thousand. Browsers with scripts are not concerned."""
OF_AN_ADDRESS = Limit(action="outreach.contact.address", amount=5, window=timedelta(hours=1))


@public
@never_cache
@require_safe_or_post
def contact(request: HttpRequest) -> HttpResponse:
    """Shows the contact form on its own page and handles it; forms within other pages post here
    too.
    """
    form, is_taken = _handled(request)
    if is_taken:
        return redirect("contact_thanks")
    return render_form(request, "outreach/contact/form.html", form)


@public
@require_safe
def contact_thanks(request: HttpRequest) -> HttpResponse:
    """Shows what happens next, the same for every address, so as not to reveal whether it is
    known."""
    return render(request, "outreach/contact/thanks.html")


@public
@csrf_exempt
@framed_anywhere
@never_cache
@require_safe_or_post
def contact_embed(request: HttpRequest) -> HttpResponse:
    """Shows and handles the contact form in a frame on any site. It is exempt from CSRF protection:
    no cookie is available there, and since no account is signed in, a forged form can do no more
    than a visitor by hand.
    """
    form, is_taken = _handled(request)
    if is_taken:
        return redirect("contact_embed_thanks")
    context = {"here": reverse("contact_embed"), "csrf_token": "", "is_embedded": True}
    return render_form(request, "outreach/contact/embeds/contact.html", form, context)


@public
@framed_anywhere
@require_safe
def contact_embed_thanks(request: HttpRequest) -> HttpResponse:
    """Shows what happens next, in the same frame as the form."""
    return render(request, "outreach/contact/embeds/contact_thanks.html")


def _handled(request: HttpRequest) -> tuple[PublicContactForm, bool]:
    """Returns the form of a page, and whether the submitted data was accepted."""
    data = request.POST if request.method == "POST" else None
    form = contact_form(code_received(request), data)
    if data is None or not form.is_valid():
        return form, False
    with refusals_on(form):
        _take(request, form)
        return form, True
    return form, False


def _take(request: HttpRequest, form: PublicContactForm) -> None:
    """Stores the submitted form, unless the rate limit is exceeded.

    Raises:
        TooManyAttempts: this network sends too many forms.
    """
    if form.cleaned_data["website"]:
        return
    worked = spend_work(request)
    count_attempt_from(WITH_WORK if worked else WITHOUT_WORK, network_address_of(request))
    if not worked:
        count_attempt(ALL_WITHOUT_WORK, "")
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
    return ContactPlace(
        next(
            (departement for departement in departements if departement.code == code),
            departements[0],
        )
    )
