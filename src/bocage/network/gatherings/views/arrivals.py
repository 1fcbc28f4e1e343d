"""Views used at the door of a gathering: QR code, and self check-in."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from bocage.foundation.http.access import public, require_safe_or_post
from bocage.foundation.http.actions import flash_outcome, refusals_on
from bocage.network.gatherings.forms import ArrivalForm
from bocage.network.gatherings.models.gatherings import Gathering
from bocage.network.gatherings.models.registrations import Registration
from bocage.network.gatherings.operations.arrivals import arrive
from bocage.people.models import Person
from bocage.registrations.words import when_words


@public
@require_safe_or_post
def gathering_arrival(request: HttpRequest, token: str) -> HttpResponse:
    """Records the arrival of a person at the door (« Je suis là »): one tap if they are signed in,
    a name otherwise. A GET request changes nothing.
    """
    gathering = Gathering.objects.filter(arrival_token=token).select_related("commune").first()
    if gathering is None or not gathering.is_public:
        raise Http404
    person = request.user if isinstance(request.user, Person) else None
    form = ArrivalForm(request.POST if request.method == "POST" and person is None else None)
    if request.method == "POST" and (person is not None or form.is_valid()):
        identity = {} if person is not None else form.cleaned_data
        with refusals_on(form) if form.is_bound else flash_outcome(request):
            arrive(
                gathering=gathering,
                by=person,
                name=identity.get("name", ""),
                email=identity.get("email", ""),
            )
            messages.success(request, _("C’est noté : bienvenue."))
            return redirect(gathering)
    context = {
        "gathering": gathering,
        "when": when_words(gathering),
        "form": form,
        "is_there": person is not None
        and Registration.objects.expected()
        .filter(event=gathering, person=person, arrived_at__isnull=False)
        .exists(),
        "is_signed_in": person is not None,
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "network/gatherings/arrival.html", context, status=status)
