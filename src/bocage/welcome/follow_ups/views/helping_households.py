"""Page of the households that would like to help newcomers."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from bocage.foundation.http.access import permitted, target_of
from bocage.people.signed_in import current_person
from bocage.welcome.follow_ups.helping_households import KINDS, helping_households, lines_of
from bocage.welcome.follow_ups.models import FollowUp
from bocage.welcome.follow_ups.operations.wishes import take_up_wishes
from bocage.welcome.follow_ups.views.follow_ups import find_follow_up

HOUSEHOLDS_PER_PAGE = 30


@permitted("welcome.see_board")
@never_cache
@require_safe
def helping_household_list(request: HttpRequest) -> HttpResponse:
    """Lists the households that would sponsor, testify or join the club; those that await a contact
    come first.
    """
    kind = request.GET.get("quoi", "")
    kind = kind if kind in KINDS else ""
    households = helping_households(current_person(request), kind)
    page = Paginator(households, HOUSEHOLDS_PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "lines": lines_of(page.object_list),
        "kind": kind,
        "kinds": [("", _("tous")), *KINDS.items()],
    }
    return render(request, "welcome/follow_ups/helping.html", context)


@permitted("welcome.call_about_follow_up", on=find_follow_up)
@require_POST
def follow_up_wishes_done(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Records that the welcome team has contacted the household about its offer to help."""
    take_up_wishes(by=current_person(request), follow_up=target_of(request, FollowUp))
    messages.success(request, _("C’est noté : ce ménage ne vous attend plus."))
    return redirect("helping_households")
