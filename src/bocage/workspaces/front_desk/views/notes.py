"""View that writes what hosts note on a booking."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bocage.foundation.http.access import permitted, target_of
from bocage.people.signed_in import current_person
from bocage.workspaces.bookings.views.bookings import SeeOther
from bocage.workspaces.front_desk.forms.board import HostNoteForm
from bocage.workspaces.front_desk.operations.notes import note_booking
from bocage.workspaces.scheduling.lookups import find_booking
from bocage.workspaces.scheduling.models.bookings import Booking


@permitted("workspaces.note_booking", on=find_booking)
@require_POST
def host_note(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Stores the note and the parking spot of a booking, and redirects to the booking."""
    booking = target_of(request, Booking)
    form = HostNoteForm(request.POST)
    if form.is_valid():
        note_booking(by=current_person(request), booking=booking, **form.cleaned_data)
        messages.success(request, _("C’est enregistré."))
    else:
        for problem in form.errors.values():
            messages.error(request, str(problem[0]))
    return SeeOther(reverse("booking_detail", args=[booking.pk]))
