"""The public pages of homes: find one, see one."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import get_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from bocage.foundation.files.photo_sizes import photo_response
from bocage.foundation.http.access import public
from bocage.foundation.http.replica import allow_stale_second
from bocage.housing.criteria.addresses import (
    USUAL_RADIUS_M,
    WORD_OF_KIND,
    WORD_OF_OFFER,
    address_of,
    kilometres_of,
)
from bocage.housing.criteria.criteria import Area, Criteria
from bocage.housing.criteria.forms import HomeSearchForm
from bocage.housing.criteria.kinds import Offer, PropertyKind
from bocage.housing.homes.filters import active_filters
from bocage.housing.homes.page import HomePage, home_page, is_readable, structured_data
from bocage.housing.homes.presentation import cards_of, pins_of
from bocage.housing.homes.search import find_homes, orders_for, read_home_search
from bocage.housing.homes.sections import home_sections
from bocage.housing.market.models.dwellings import Dwelling, DwellingAlias
from bocage.housing.prices.monthly_cost import LoanForm

RADIUSES_KM = ("2", "5", "10", "15", "30", "60", "100")
WORKSPACE_DISTANCES_KM = ("2", "5", "10", "20")


@public
@allow_stale_second
@require_safe
@vary_on_headers("HX-Request")
def home_list(request: HttpRequest) -> HttpResponse:
    """Lists the homes that fit the search of the address; to htmx, only the results."""
    search = read_home_search(request.GET)
    results = find_homes(search, request.GET.get("page"))
    criteria = search.criteria
    cards = cards_of(results.homes, first=results.page.start_index(), area=criteria.area)
    context: dict[str, Any] = {
        "search": search,
        "criteria": criteria,
        "results": results,
        "cards": cards,
        "most": results.limit,
        "orders": orders_for(criteria),
        "filters": active_filters(criteria, order=search.order_parameter),
        "base_query": address_of(criteria),
        "pins": pins_of(cards),
        "map_background": settings.BOCAGE.map_style,
        "here": reverse("home_list"),
    }
    if getattr(request, "htmx", False):
        return render(request, "housing/homes/fragments/home_results.html", context)
    context |= {
        "form": HomeSearchForm(),
        "offer": WORD_OF_OFFER[Offer(criteria.offer)],
        "offer_label": Offer(criteria.offer).label,
        "kinds": [WORD_OF_KIND[PropertyKind(kind)] for kind in criteria.kinds],
        "room_counts": range(1, 9),
        **_distances(criteria),
    }
    return render(request, "housing/homes/home_list.html", context)


@public
@require_safe
def home_detail(request: HttpRequest, dwelling_id: UUID) -> HttpResponse:
    """Shows a home; one that left the market stays readable for 90 days, then its address answers
    that it has gone.
    """
    now = timezone.now()
    homes = Dwelling.objects.select_related("commune__departement").defer("search_vector")
    home = homes.filter(pk=dwelling_id).first()
    if home is None:
        alias = get_object_or_404(DwellingAlias, old_id=dwelling_id)
        return redirect("dwelling", alias.dwelling_id, permanent=True)
    if not is_readable(home, now=now):
        return render(request, "housing/homes/home_gone.html", {"home": home}, status=410)
    form = LoanForm(request.GET)
    page = home_page(home, form.understood(), now=now)
    context = {
        "home": home,
        "page": page,
        "criteria": Criteria(),
        "structured_data": structured_data(page),
        "address": f"{settings.BOCAGE.public_url}{home.get_absolute_url()}",
        "map_background": settings.BOCAGE.map_style,
        "similar_query": address_of(_like(home)),
        "may_judge_listings": _may_judge(request, page),
        "sections": home_sections(request, home),
    }
    return render(request, "housing/homes/home_detail.html", context)


@public
@require_safe
def home_photo(request: HttpRequest, name: str) -> FileResponse:
    """Returns a photo of a listing, by its file name, the digest of its content.

    It never changes, so browsers cache it, and no row is read.
    """
    try:
        response = photo_response(request, default_storage, f"homes/{name}.webp")
    except FileNotFoundError:
        raise Http404 from None
    response["Cache-Control"] = "public, max-age=31536000, immutable"
    return response


def _may_judge(request: HttpRequest, page: HomePage) -> bool:
    """Checks whether the reader may decide which listings are of this home; no query for the
    public.
    """
    if not page.listings or not request.user.has_perm("housing.see_linkage"):
        return False
    return request.user.has_perm("housing.split_listing", page.listings[0])


def _like(home: Dwelling) -> Criteria:
    """Returns a search for other homes of the kind, at about the price, around the same commune."""
    return Criteria(
        offer=home.offer,
        kinds=(home.kind,),
        price_to=round(home.price_eur * 1.25),
        area=Area.around(home.commune, USUAL_RADIUS_M),
    )


def _distances(criteria: Criteria) -> dict[str, Any]:
    """Returns the distances of the form, and the chosen one, which may be another."""
    radius = kilometres_of(criteria.area.radius_m if criteria.area else USUAL_RADIUS_M)
    workspace = kilometres_of(criteria.workspace_within_m)
    return {
        "radius": radius,
        "radiuses": _choices(RADIUSES_KM, radius),
        "workspace_distance": workspace or "",
        "workspace_distances": [
            ("", _("peu importe")),
            *_choices(WORKSPACE_DISTANCES_KM, workspace),
        ],
    }


def _choices(usual: Iterable[str], current: str | None) -> list[tuple[str, str]]:
    values = {*usual, current} if current else set(usual)
    return [
        (value, f"{value.replace('.', get_format('DECIMAL_SEPARATOR'))}\u00a0km")
        for value in sorted(values, key=float)
    ]
