"""Views of « La demande dans votre commune », for its town hall and its coordinators."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from bocage.foundation.http.access import permitted, target_of
from bocage.housing.demand.demand import MIN_SHOWN, demand_in, households_around
from bocage.housing.demand.policies import SEE_DEMAND
from bocage.people.policies import reach_of
from bocage.people.signed_in import current_person
from bocage.territory.models import Commune

MAX_COMMUNES = 400
MAX_LOOKED_FOR = 20
"""Number of communes listed at once; the others are found by name."""


def _find(slug: str) -> Commune:
    return get_object_or_404(Commune.objects.select_related("departement", "epci"), slug=slug)


@permitted("housing.see_demand")
@require_safe
def demand_list(request: HttpRequest) -> HttpResponse:
    """Lists the communes whose demand the person may see; shows the page of the commune if there is
    only one.
    """
    reach = reach_of(current_person(request), SEE_DEMAND)
    communes = list(
        Commune.objects.filter(reach.communes_within(), is_current=True).order_by("name", "code")[
            :MAX_COMMUNES
        ]
    )
    if len(communes) == 1:
        return redirect("demand_detail", communes[0].slug)
    context = {"communes": communes, "looked_for": households_around(communes)[:MAX_LOOKED_FOR]}
    return render(request, "housing/demand/list.html", context)


@permitted("housing.see_demand", on=_find)
@require_safe
def demand_detail(request: HttpRequest, slug: str) -> HttpResponse:  # noqa: ARG001 - read by `on`
    """Shows the demand around a commune, without names."""
    commune = target_of(request, Commune)
    context = {
        "demand": demand_in(commune),
        "commune": commune,
        "fewest": MIN_SHOWN,
        "commune_url": reverse("commune_detail", args=[commune.slug]),
    }
    return render(request, "housing/demand/detail.html", context)
