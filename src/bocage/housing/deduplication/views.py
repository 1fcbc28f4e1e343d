"""The doubtful pairs, one at a time, and the listings of one home, for coordinators."""

from urllib.parse import urlencode
from uuid import UUID

from django.conf import settings
from django.core.exceptions import BadRequest
from django.db.models import Prefetch, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from bocage.foundation.http.access import finder, permitted, target_of
from bocage.foundation.http.flash import flash_with_undo
from bocage.housing.deduplication.models import LinkageVerdict
from bocage.housing.deduplication.operations.decisions import (
    link_listings,
    split_listings,
    split_off,
    take_back_decisions,
)
from bocage.housing.deduplication.policies import verdicts_read_by
from bocage.housing.deduplication.presentation import compared, format_price, read_pair
from bocage.housing.market.models.dwellings import Dwelling, DwellingAlias
from bocage.housing.market.models.listings import Listing, ListingPhoto
from bocage.people.signed_in import current_person

PAIR_PARAMETER = "paire"
PUT_OFF_PARAMETER = "apres"
DWELLING_PARAMETER = "logement"

ONE_HOME, TWO_HOMES = "linked", "apart"
MAX_TAKEN_BACK = 50


def find_pair(verdict_id: UUID) -> LinkageVerdict:
    verdict = read_pair(LinkageVerdict.objects.all(), verdict_id)
    if verdict is None:
        raise Http404
    return verdict


find_listing = finder(
    Listing.objects.select_related("source__departement", "commune__departement", "commune__epci"),
    dwelling_id="dwelling",
    listing_id="pk",
)


def find_listing_of_home(dwelling_id: UUID) -> Listing:
    """Returns the first listing of the home, for the check of rights: who may judge it may see all
    of them.
    """
    listing = (
        Listing.objects.select_related(
            "source__departement", "commune__departement", "commune__epci"
        )
        .filter(dwelling=_current(dwelling_id))
        .order_by("first_seen_at", "pk")
        .first()
    )
    if listing is None:
        raise Http404
    return listing


def _current(dwelling_id: UUID) -> UUID:
    """Returns the dwelling that an identifier leads to, where it was merged into another."""
    alias = DwellingAlias.objects.filter(old_id=dwelling_id).first()
    return alias.dwelling_id if alias else dwelling_id


def _doubtful(request: HttpRequest) -> QuerySet[LinkageVerdict]:
    return verdicts_read_by(request.user).filter(verdict=LinkageVerdict.Verdict.DOUBTFUL)


@permitted("housing.see_linkage")
@require_safe
def linkage_queue(request: HttpRequest) -> HttpResponse:
    """Shows the next pair to look at: the likeliest first, after the one that was put off."""
    doubtful = _doubtful(request)
    remaining = doubtful.count()
    after = _put_off(request, doubtful)
    verdict = read_pair(after or doubtful)
    if verdict is None and after is not None:
        verdict = read_pair(doubtful)
    return _show(request, verdict, remaining)


@permitted("housing.judge_linkage", on=find_pair)
@require_safe
def linkage_pair(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Shows one pair, whatever its verdict."""
    return _show(request, target_of(request, LinkageVerdict), _doubtful(request).count())


@permitted("housing.judge_linkage", on=find_pair)
@require_POST
def linkage_decide(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Takes the decision of a person, and shows the next pair."""
    pair = target_of(request, LinkageVerdict)
    decided = request.POST.get("decision")
    if decided == ONE_HOME:
        link_listings(by=current_person(request), first=pair.first, second=pair.second)
        sentence = _("C’est noté : les deux annonces sont celles d’un même logement.")
    elif decided == TWO_HOMES:
        split_listings(by=current_person(request), first=pair.first, second=pair.second)
        sentence = _("C’est noté : ce sont deux logements.")
    else:
        raise BadRequest
    flash_with_undo(request, sentence, undo_url=_undo([pair.pk]))
    return redirect("linkage_queue")


@permitted("housing.see_linkage")
@require_POST
def linkage_take_back(request: HttpRequest) -> HttpResponse:
    """Undoes a decision, and shows its pair again."""
    try:
        keys = [UUID(key) for key in request.GET.getlist(PAIR_PARAMETER)[:MAX_TAKEN_BACK]]
    except ValueError:
        raise Http404 from None
    verdicts = take_back_decisions(by=current_person(request), verdicts=keys)
    if request.GET.get(DWELLING_PARAMETER):
        return redirect("dwelling_listings", _home_of(verdicts[0]))
    return redirect("linkage_pair", verdicts[0].pk)


@permitted("housing.split_listing", on=find_listing_of_home)
@require_safe
def dwelling_listings(request: HttpRequest, dwelling_id: UUID) -> HttpResponse:
    """Lists the listings of one home, each with a button that splits it off."""
    current = target_of(request, Listing).dwelling_id
    if current != dwelling_id:
        return redirect("dwelling_listings", current)
    dwelling = get_object_or_404(Dwelling.objects.select_related("commune"), pk=current)
    listings = (
        dwelling.listings.select_related("source")
        .prefetch_related(
            Prefetch(
                "photos",
                queryset=ListingPhoto.objects.filter(state=ListingPhoto.State.READ),
                to_attr="read_photos",
            )
        )
        .order_by("gone_at", "first_seen_at", "pk")
    )
    context = {
        "dwelling": dwelling,
        "lines": [(listing, format_price(listing)) for listing in listings],
    }
    return render(request, "housing/deduplication/dwelling.html", context)


@permitted("housing.split_listing", on=find_listing)
@require_POST
def listing_split_off(request: HttpRequest, dwelling_id: UUID, **_address: UUID) -> HttpResponse:
    """Gives a listing a home of its own."""
    verdicts = split_off(by=current_person(request), listing=target_of(request, Listing))
    flash_with_undo(
        request,
        _("L’annonce est détachée : elle a maintenant son propre logement."),
        undo_url=_undo([verdict.pk for verdict in verdicts], home=True),
    )
    return redirect("dwelling_listings", dwelling_id)


def _put_off(
    request: HttpRequest, doubtful: QuerySet[LinkageVerdict]
) -> QuerySet[LinkageVerdict] | None:
    """Returns the pairs that follow the postponed one; None without such a pair."""
    try:
        key = UUID(request.GET[PUT_OFF_PARAMETER])
    except (KeyError, ValueError):
        return None
    put_off = LinkageVerdict.objects.filter(pk=key).values_list("score", flat=True).first()
    if put_off is None:
        return None
    return doubtful.filter(score__lte=put_off).exclude(pk=key)


def _show(request: HttpRequest, verdict: LinkageVerdict | None, remaining: int) -> HttpResponse:
    context = {
        "pair": compared(verdict) if verdict else None,
        "left": remaining,
        "map_background": settings.BOCAGE.map_style,
    }
    return render(request, "housing/deduplication/queue.html", context)


def _undo(keys: list[UUID], *, home: bool = False) -> str:
    query = [(PAIR_PARAMETER, str(key)) for key in keys]
    if home:
        query.append((DWELLING_PARAMETER, "1"))
    return f"{reverse('linkage_take_back')}?{urlencode(query)}"


def _home_of(verdict: LinkageVerdict) -> UUID:
    dwelling = Listing.objects.values_list("dwelling", flat=True).get(pk=verdict.first_id)
    if dwelling is None:
        raise Http404
    return dwelling
