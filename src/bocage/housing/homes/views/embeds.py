"""A search of homes, for a frame on any site: the first that it finds, and the way to all."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from bocage.foundation.http.access import public
from bocage.foundation.http.embeds import framed_anywhere
from bocage.housing.criteria.addresses import WORD_OF_OFFER
from bocage.housing.criteria.kinds import Offer
from bocage.housing.homes.presentation import cards_of
from bocage.housing.homes.search import find_homes, read_home_search

HOMES_SHOWN = 6


@public
@framed_anywhere
@require_safe
def home_embed(request: HttpRequest) -> HttpResponse:
    """Shows the homes that fit the search of the address, in the words of the search page."""
    search = read_home_search(request.GET)
    results = find_homes(search)
    criteria = search.criteria
    context = {
        "search": search,
        "criteria": criteria,
        "results": results,
        "cards": cards_of(results.homes[:HOMES_SHOWN], area=criteria.area),
        "offer": WORD_OF_OFFER[Offer(criteria.offer)],
    }
    return render(request, "housing/homes/embed.html", context)
