"""View that closes the tour of a new mandate."""

from uuid import UUID

from django.http import HttpRequest, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from bocage.foundation.http.access import signed_in
from bocage.guides.operations import close_tour
from bocage.people.models import Mandate
from bocage.people.signed_in import current_person


@signed_in
@require_POST
def tour_close(request: HttpRequest, mandate_id: UUID) -> HttpResponseRedirect:
    """Closes the tour, and redirects to the to-dos."""
    person = current_person(request)
    close_tour(by=person, mandate=get_object_or_404(Mandate, pk=mandate_id, person=person))
    return redirect("espace")
