"""Public pages of assets, by theme and by place."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from bocage.foundation.http.access import public
from bocage.outreach.assets.forms.public import AssetSearchForm
from bocage.outreach.assets.models import Asset
from bocage.outreach.assets.places import place_choices
from bocage.outreach.assets.presentation import asset_cards
from bocage.outreach.editorial.page_cache import render_cacheable
from bocage.outreach.shared.themes import Theme

MAX_CARDS = 200


@public
@require_safe
def public_assets(request: HttpRequest) -> HttpResponse:
    """Shows the public assets by theme, each with its figure, its source and its date."""

    def draw() -> HttpResponse:
        today = timezone.localdate()
        assets = Asset.objects.public_on(today)
        form = AssetSearchForm(request.GET)
        form.offer_places(place_choices(assets))
        criteria = form.criteria()
        selection = criteria.select(assets, today)
        cards = asset_cards(selection.with_related().order_by("title", "pk")[:MAX_CARDS])
        groups = [
            (theme.value, theme.label, group)
            for theme in Theme
            if (group := [card for card in cards if card.theme == theme.value])
        ]
        context = {"form": form, "groups": groups, "is_narrowed": bool(criteria)}
        return render(request, "outreach/assets/public.html", context)

    return render_cacheable(request, draw)
