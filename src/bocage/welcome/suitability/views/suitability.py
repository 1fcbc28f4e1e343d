"""« Quelles communes nous vont ? »: the ranking, the comparison, and the wish of a household."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.db.models import Exists, OuterRef
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from django.views.decorators.vary import vary_on_headers

from bocage.foundation.http.access import permitted, public, target_of
from bocage.people.signed_in import current_person
from bocage.territory.models import Commune, Departement, resolve_commune
from bocage.welcome.projects.models.projects import SettlementProject
from bocage.welcome.suitability.addresses import (
    MAX_COMPARED,
    OFFER_WORDS,
    SCHOOL_WORDS,
    SETTING_WORDS,
    address_of,
    notes_on_comparison,
    pairs_of,
    read_communes,
    read_criteria,
    read_criteria_with_notes,
)
from bocage.welcome.suitability.household_weights import (
    WEIGHT_WORDS,
    Offer,
    School,
    Setting,
    SuitabilityCriteria,
)
from bocage.welcome.suitability.operations.suitability import (
    RankedCommune,
    compare_communes,
    criteria_of_project,
    open_projects_of,
    rank_communes,
    save_weights,
    unwish_commune,
    wish_commune,
)
from bocage.welcome.suitability.presentation import cards_of
from bocage.welcome.suitability.ranking_criteria.registry import ranking_criteria

PAGE_SIZE = 12
MAX_PAGES = 4


@public
@require_safe
@vary_on_headers("HX-Request")
def commune_ranking(request: HttpRequest) -> HttpResponse:
    """Shows the communes that suit the criteria of the query string; only the results for htmx.

    A query string without criteria starts from the reader's own project, if there is one.
    """
    project = next(iter(open_projects_of(request.user)), None)
    own_criteria = criteria_of_project(project) if project is not None else None
    starts_from_project = own_criteria is not None and not request.GET
    request_criteria = read_criteria_with_notes(request.GET)
    criteria = (
        own_criteria
        if own_criteria is not None and starts_from_project
        else request_criteria.criteria
    )
    page = _page_number(request.GET)
    ranked = rank_communes(criteria, limit=PAGE_SIZE + 1, skip=(page - 1) * PAGE_SIZE)
    context = {
        "criteria": criteria,
        "notes": request_criteria.notes,
        "cards": cards_of(ranked[:PAGE_SIZE], criteria, first=(page - 1) * PAGE_SIZE + 1),
        "pins": _pins(ranked[:PAGE_SIZE], first=(page - 1) * PAGE_SIZE + 1),
        "nothing_is_known": criteria.total and page == 1 and ranked and ranked[0].score is None,
        "map_background": settings.BOCAGE.map_style,
        "here": reverse("commune_ranking"),
        "query": address_of(criteria),
        "query_pairs": pairs_of(address_of(criteria)),
        "previous_page": page - 1,
        "next_page": page + 1 if len(ranked) > PAGE_SIZE and page < MAX_PAGES else 0,
        "max_compared": MAX_COMPARED,
        "may_save_weights": own_criteria is not None
        and dict(own_criteria.weights) != dict(criteria.weights),
        **_wishes(project),
    }
    if getattr(request, "htmx", False):
        return render(request, "welcome/suitability/results.html", context)
    context |= {"starts_from_project": starts_from_project, **_form(criteria)}
    return render(request, "welcome/suitability/ranking.html", context)


@public
@require_safe
def commune_comparison(request: HttpRequest) -> HttpResponse:
    """Shows up to four communes side by side, by the same criteria."""
    request_criteria = read_criteria_with_notes(request.GET)
    criteria = request_criteria.criteria
    communes = read_communes(request.GET, "c", MAX_COMPARED)
    compared = compare_communes(criteria, communes.communes) if communes.communes else []
    cards = cards_of(compared, criteria)
    rows = [
        {
            "criterion": criterion.label,
            "weight": WEIGHT_WORDS[criteria.weight(criterion.name)],
            "cells": [(card.commune.place, card.reasons[rank]) for card in cards],
        }
        for rank, criterion in enumerate(criteria.weighted)
    ]
    project = next(iter(open_projects_of(request.user)), None)
    context = {
        "cards": cards,
        "rows": rows,
        "notes": [*request_criteria.notes, *notes_on_comparison(communes)],
        "query": address_of(criteria),
        "pins": _pins(compared),
        "map_background": settings.BOCAGE.map_style,
        "max_compared": MAX_COMPARED,
        **_wishes(project),
    }
    return render(request, "welcome/suitability/comparison.html", context)


def _project(*, project_id: UUID) -> SettlementProject:
    return get_object_or_404(SettlementProject, pk=project_id)


@permitted("welcome.see_own_project", on=_project)
@require_POST
def commune_wish(request: HttpRequest, project_id: UUID) -> HttpResponse:  # noqa: ARG001
    """Adds a commune to those that a household wishes for, or removes it; then redirects back."""
    project = target_of(request, SettlementProject)
    commune = resolve_commune(request.POST.get("commune", "")[:5].upper())
    if commune is None:
        raise Http404
    act = unwish_commune if request.POST.get("souhait") == "non" else wish_commune
    act(by=current_person(request), project=project, commune=commune)
    if getattr(request, "htmx", False):
        context = {"commune": commune, **_wishes(project), "back": _back(request)}
        return render(request, "welcome/suitability/wish.html", context)
    return redirect(_back(request))


@permitted("welcome.see_own_project", on=_project)
@require_POST
def commune_weights(request: HttpRequest, project_id: UUID) -> HttpResponse:  # noqa: ARG001
    """Saves the weights of a household's criteria (« Garder ces réglages »), or restores those of
    its answers.
    """
    project, by = target_of(request, SettlementProject), current_person(request)
    if request.POST.get("reglages") == "oublier":
        save_weights(by=by, project=project, weights={})
        messages.success(request, _("Le classement suit de nouveau vos réponses."))
    else:
        weights = read_criteria(request.POST).weights
        save_weights(by=by, project=project, weights=weights)
        messages.success(
            request, _("Vos réglages sont gardés : votre page et l’équipe d’accueil les suivent.")
        )
    return redirect(_back(request))


def _back(request: HttpRequest) -> str:
    url = request.POST.get("suite", "")
    if url_has_allowed_host_and_scheme(url, allowed_hosts=None):
        return url
    return reverse("commune_ranking")


def _wishes(project: SettlementProject | None) -> dict[str, Any]:
    """Returns the household's project, and the codes of the communes that it wishes for."""
    if project is None:
        return {"project": None, "wished_codes": set()}
    return {
        "project": project,
        "wished_codes": set(project.communes.values_list("code", flat=True)),
    }


def _page_number(query: QueryDict) -> int:
    number = query.get("page", "1")
    return min(MAX_PAGES, max(1, int(number))) if number.isascii() and number.isdigit() else 1


def _pins(ranked: list[RankedCommune], *, first: int = 1) -> list[dict[str, Any]]:
    """Returns the communes of a list as pins of the map."""
    return [
        {
            "id": commune.place.code,
            "name": commune.place.name,
            "url": reverse("commune_detail", args=[commune.place.slug]),
            "latitude": commune.place.latitude,
            "longitude": commune.place.longitude,
            "detail": "" if commune.score is None else f"{commune.score} / 100",
            "number": number,
        }
        for number, commune in enumerate(ranked, first)
        if commune.place.latitude is not None
    ]


def _form(criteria: SuitabilityCriteria) -> dict[str, Any]:
    """Returns the values of the fields of the form; two queries at most."""
    communes = Commune.objects.filter(code__in=criteria.wished).order_by("name")
    communes_in_it = Commune.objects.current().filter(departement=OuterRef("pk"))
    departements = list(Departement.objects.filter(Exists(communes_in_it)).order_by("code"))
    return {
        "sliders": [
            {
                "word": criterion.word,
                "label": criterion.label,
                "weight": criteria.weights.get(criterion.name, 0),
                "weight_text": WEIGHT_WORDS[criteria.weights.get(criterion.name, 0)],
            }
            for criterion in ranking_criteria()
        ],
        "weight_words": "|".join(map(str, WEIGHT_WORDS)),
        "levels": [
            (SCHOOL_WORDS[level.value], level.label, level.value in criteria.schools)
            for level in School
        ],
        "offers": [
            (OFFER_WORDS[offer.value], offer.label, offer.value == criteria.offer)
            for offer in Offer
        ],
        "settings": [
            (SETTING_WORDS[setting.value], setting.label, setting.value == criteria.setting)
            for setting in Setting
        ],
        "wished": list(communes) if criteria.wished else [],
        "departements": departements if len(departements) > 1 else [],
    }
