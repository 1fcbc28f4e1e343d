"""View that writes the internal note of a booking, for hosts."""

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
    """Stores the note of a booking, and redirects to the booking."""
    booking = target_of(request, Booking)
    form = HostNoteForm(request.POST)
    if form.is_valid():
        note_booking(by=current_person(request), booking=booking, note=form.cleaned_data["note"])
        messages.success(request, _("La note est enregistrée."))
    else:
        messages.error(request, str(form.errors["note"][0]))
    return SeeOther(reverse("booking_detail", args=[booking.pk]))
