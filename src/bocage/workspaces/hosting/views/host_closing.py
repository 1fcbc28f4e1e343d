"""A place that closes for good: all that ends is read first."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from bocage.foundation.http.access import permitted, require_safe_or_post
from bocage.foundation.http.actions import render_form
from bocage.people.signed_in import current_person
from bocage.workspaces.hosting.affected_bookings import affected_bookings
from bocage.workspaces.hosting.forms import ClosingForm
from bocage.workspaces.hosting.operations.closing import bookings_to_come, close_for_good
from bocage.workspaces.places.lookups import find_place, target_place
from bocage.workspaces.waitlist.models import WaitlistEntry


@permitted("workspaces.change_place", on=find_place)
@require_safe_or_post
def host_close_for_good(request: HttpRequest, slug: str) -> HttpResponse:
    """Shows the consequences of closing the place for good, then closes it."""
    place = target_place(request)
    form = ClosingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        close_for_good(by=current_person(request), place=place, reason=form.cleaned_data["reason"])
        messages.success(request, _("Le lieu est fermé, et chaque personne est prévenue."))
        return redirect("host_place", slug)
    context = {
        "place": place,
        "affected": affected_bookings(bookings_to_come(place).with_resources()),
        "waits": place.waitlist.filter(status__in=WaitlistEntry.OPEN).count(),
    }
    return render_form(request, "workspaces/hosting/close_for_good.html", form, context)
