"""« Effacer mon compte »: what goes and what stays is read before anything goes."""

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from bocage.foundation.access import signed_in
from bocage.foundation.gestures import refusals_on
from bocage.people.acting import acting
from bocage.people.erasure import kept_after_erasure, titles_of_what_goes
from bocage.people.erasure_forms import EraseAccountForm
from bocage.people.operations.erasure import erase_person
from bocage.people.second_factor import with_recent_proof


@signed_in
@with_recent_proof
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def account_erase(request: HttpRequest) -> HttpResponse:
    """Erases my account, once I have proved who I am and ticked that nothing comes back."""
    person = acting(request)
    form = EraseAccountForm(request.POST if request.method == "POST" else None)
    status = 200
    if form.is_valid():
        with refusals_on(form) as outcome:
            receipt = erase_person(by=person, person=person)
            address = person.email
            logout(request)
            context = {"receipt": receipt, "address": address}
            return render(request, "people/account/erased.html", context)
        status = outcome.status
    elif form.is_bound:
        status = 422
    context = {
        "form": form,
        "going": titles_of_what_goes(),
        "kept": kept_after_erasure(),
        "mandates": [str(one.scope.label) for one in person.current_mandates],
    }
    return render(request, "people/account/erase.html", context, status=status)
