"""End of the sessions of another person, by an administrator."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from bocage.foundation.http.access import permitted
from bocage.people.operations.sessions import end_sessions_of
from bocage.people.sign_in.account_forms import AccountForm
from bocage.people.signed_in import current_person


@permitted("people.end_sessions")
@never_cache
@require_http_methods(["GET", "POST"])
def others_sessions(request: HttpRequest) -> HttpResponse:
    """Shows the form that ends all the sessions of another person, with its consequences, and ends
    them.
    """
    form = AccountForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        count = end_sessions_of(by=current_person(request), person=form.person)
        messages.success(request, _message(count) % {"count": count, "email": form.person.email})
        return redirect("others_sessions")
    return render(request, "people/others_sessions.html", {"form": form})


def _message(count: int) -> str:
    if not count:
        return _("%(email)s n’avait aucune session ouverte.")
    return ngettext(
        "%(count)d session de %(email)s est fermée ; la personne en est avertie.",
        "%(count)d sessions de %(email)s sont fermées ; la personne en est avertie.",
        count,
    )
