"""« Effacer mon compte »: shows what is erased and what is retained before the erasure."""

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from bocage.foundation.http.access import require_safe_or_post, signed_in
from bocage.foundation.http.actions import refusals_on, render_form
from bocage.people.erasure import erased_data_titles, list_retained
from bocage.people.erasure.forms import EraseAccountForm
from bocage.people.operations.erasure import erase_person
from bocage.people.sign_in.second_factor import with_recent_proof
from bocage.people.signed_in import current_person


@signed_in
@with_recent_proof
@never_cache
@require_safe_or_post
def account_erase(request: HttpRequest) -> HttpResponse:
    """Erases my account, once I have proved who I am and ticked that nothing comes back."""
    person = current_person(request)
    form = EraseAccountForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with refusals_on(form):
            receipt = erase_person(by=person, person=person)
            address = person.email
            logout(request)
            context = {"receipt": receipt, "address": address}
            return render(request, "people/account/erased.html", context)
    context = {
        "going": erased_data_titles(),
        "kept": list_retained(),
        "mandates": [str(mandate.scope.label) for mandate in person.current_mandates],
    }
    return render_form(request, "people/account/erase.html", form, context)
