"""Views of the queue of possible duplicates: merge, or mark as two people."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from bocage.foundation.http.access import permitted, target_of
from bocage.foundation.http.actions import flash_outcome
from bocage.outreach.prospects.lookups import find_prospect
from bocage.outreach.prospects.models.proposed_pairs import ProposedPair, ProspectKeys
from bocage.outreach.prospects.models.prospects import Prospect
from bocage.outreach.prospects.operations.merges import mark_as_distinct, merge_prospects
from bocage.people.signed_in import current_person

PAIRS_PER_PAGE = 20
MAX_PAIRS = 1_000
"""The likeliest, which are counted and paged through; the others come once these are decided."""


@permitted("outreach.see_prospects")
@never_cache
@require_safe
def prospect_pairs(request: HttpRequest) -> HttpResponse:
    """Lists the pairs of records that may be one person, the most likely first."""
    by = current_person(request)
    pairs = ProposedPair.objects.run_by(by).to_decide().select_related("first", "second")
    waiting = ProspectKeys.objects.filter(read_at=None, prospect__in=Prospect.objects.run_by(by))
    context = {
        "most": MAX_PAIRS,
        "page": Paginator(pairs[:MAX_PAIRS], PAIRS_PER_PAGE).get_page(request.GET.get("page")),
        "is_looking": waiting.exists(),
    }
    return render(request, "outreach/prospects/pairs.html", context)


@permitted("outreach.follow_prospect", on=find_prospect)
@require_POST
def prospect_merge(request: HttpRequest, pk: UUID, other: UUID) -> HttpResponse:  # noqa: ARG001 - read by `on`
    """Merges two records, or marks them as two people, depending on which button was pressed.

    Raises:
        Http404: the person may not follow the other prospect.
    """
    by, first = current_person(request), target_of(request, Prospect)
    second = find_prospect(other)
    if not by.has_perm("outreach.follow_prospect", second):
        raise Http404
    if request.POST.get("decision") == "deux":
        mark_as_distinct(by=by, first=first, second=second)
        messages.success(request, _("C’est noté : ce sont deux personnes."))
        return redirect("prospect_pairs")
    with flash_outcome(request, _("Les deux fiches n’en font plus qu’une.")):
        merge_prospects(by=by, survivor=first, duplicate=second)
    return redirect("prospect_pairs")
