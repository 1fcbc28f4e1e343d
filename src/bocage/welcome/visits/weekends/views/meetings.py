"""Pages of the people met by all households of a weekend: invitations, and oral answers."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bocage.foundation.http.access import permitted
from bocage.people.signed_in import current_person
from bocage.welcome.visits.weekends.operations.meetings import (
    confirm_shared_step,
    send_appointments,
)
from bocage.welcome.visits.weekends.views.weekends import find_weekend, redirect_after, step_of


@permitted("welcome.manage_weekend", on=find_weekend)
@require_POST
def weekend_ask(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Sends the people met the request to confirm that they will be there."""
    return redirect_after(
        request,
        lambda weekend: send_appointments(by=current_person(request), weekend=weekend),
        _("C’est fait : chacun répond en un clic."),
    )


@permitted("welcome.manage_weekend", on=find_weekend)
@require_POST
def weekend_step_confirm(request: HttpRequest, step_id: UUID, **_address: UUID) -> HttpResponse:
    """Records that the person met agreed, for example by telephone."""
    return redirect_after(
        request,
        lambda weekend: confirm_shared_step(
            by=current_person(request), step=step_of(weekend, step_id)
        ),
        _("C’est noté : ce moment est confirmé."),
    )
