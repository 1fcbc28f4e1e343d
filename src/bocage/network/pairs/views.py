"""Views of « Deux par deux »: one's own meetings, and the organisers' figures."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from bocage.foundation.http.access import finder, permitted, signed_in, target_of
from bocage.network.members.models.members import Member
from bocage.network.members.operations.members import update_profile
from bocage.network.members.views.membership import membership_of
from bocage.network.members.visibility import A_MEMBER
from bocage.network.pairs.models import PairSide
from bocage.network.pairs.operations import record_meeting
from bocage.network.pairs.presentation import (
    example_of_a_message,
    lines_of,
    meetings_of,
    months_of_clubs,
    next_draw,
    others_wishing,
)
from bocage.people.signed_in import current_person

MEETINGS_PER_PAGE = 20
ANSWERS = {"oui": True, "non": False}


find_side = finder(PairSide.objects.select_related("member"))


def own_active_member(request: HttpRequest) -> Member:
    """Returns the membership of the signed-in person.

    Raises:
        Http404: they are no member today.
    """
    member = membership_of(current_person(request))
    if member is None or not member.is_active:
        raise Http404
    return member


@signed_in
@require_safe
def own_pairs(request: HttpRequest) -> HttpResponse:
    """Shows the meetings of the signed-in person, and their participation."""
    person = current_person(request)
    member = membership_of(person)
    page = Paginator(meetings_of(person), MEETINGS_PER_PAGE).get_page(request.GET.get("page"))
    context: dict[str, Any] = {
        "member": member,
        "page": page,
        "lines": lines_of(list(page.object_list), A_MEMBER),
        "example": example_of_a_message(),
    }
    if member is not None and member.is_active:
        context["next_draw"] = next_draw(member, timezone.localdate())
        context["others"] = others_wishing(member)
    return render(request, "network/pairs/own_pairs.html", context)


@signed_in
@require_POST
def pairs_wish(request: HttpRequest, answer: str) -> HttpResponse:
    """Starts or stops the person's participation."""
    if answer not in ANSWERS:
        raise Http404
    member = own_active_member(request)
    update_profile(by=current_person(request), member=member, wants_pairs=ANSWERS[answer])
    messages.success(
        request,
        _("Vous participez : une rencontre au début de chaque mois.")
        if ANSWERS[answer]
        else _("Vous ne participez plus. Vos rencontres passées restent ici."),
    )
    return redirect("own_pairs")


@permitted("network.record_meeting", on=find_side)
@require_POST
def pair_answer(request: HttpRequest, answer: str, **_address: object) -> HttpResponse:
    """Records whether the two members met."""
    if answer not in ANSWERS:
        raise Http404
    record_meeting(
        by=current_person(request), side=target_of(request, PairSide), has_met=ANSWERS[answer]
    )
    messages.success(request, _("Merci, c’est noté."))
    return redirect("own_pairs")


@permitted("network.run_a_club")
@require_safe
def club_pairs(request: HttpRequest) -> HttpResponse:
    """Shows the number of participants and the figures of each month, for the clubs that the person
    runs.
    """
    person = current_person(request)
    context = {
        "wishing": Member.objects.run_by(person).wishing_pairs().count(),
        "months": months_of_clubs(person),
    }
    return render(request, "network/pairs/club_pairs.html", context)
