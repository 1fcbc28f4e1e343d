"""A place that opens: a coordinator, or an administrator, writes its first facts."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from bocage.foundation.errors import NotAllowed
from bocage.foundation.http.access import permitted, require_safe_or_post
from bocage.foundation.http.actions import refusals_on, render_form
from bocage.people.signed_in import current_person
from bocage.workspaces.hosting.forms import OpenPlaceForm
from bocage.workspaces.hosting.operations.places import open_place


@permitted("workspaces.open_place")
@require_safe_or_post
def host_open(request: HttpRequest) -> HttpResponse:
    """Creates an unpublished place; its page then lists the missing data."""
    form = OpenPlaceForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form, field="name"):
            try:
                place = open_place(by=current_person(request), **form.cleaned_data)
            except NotAllowed:
                form.add_error(
                    "commune", _("Cette commune n’est pas de celles que vous coordonnez.")
                )
            else:
                messages.success(
                    request, _("Le lieu est ouvert, en préparation : voici ce qu’il lui manque.")
                )
                return redirect("host_place", place.slug)
    return render_form(request, "workspaces/hosting/open.html", form)
