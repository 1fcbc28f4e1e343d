"""What speaks for the territory, as anybody sees it: by theme and by place."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from bocage.foundation.http.access import public
from bocage.outreach.assets.forms.public import AssetSearchForm
from bocage.outreach.assets.models import Asset
from bocage.outreach.assets.places import about, place_choices
from bocage.outreach.assets.presentation import shown_assets
from bocage.outreach.editorial.page_cache import render_cacheable
from bocage.outreach.shared.themes import Theme

MOST = 200


@public
@require_safe
def public_assets(request: HttpRequest) -> HttpResponse:
    """Shows the public assets by theme, each with its figure, its source and its date."""

    def draw() -> HttpResponse:
        shown = Asset.objects.shown(timezone.localdate())
        form = AssetSearchForm(request.GET)
        form.offer_places(place_choices(shown))
        form.is_valid()
        theme, place = (form.cleaned_data.get(name) or "" for name in ("theme", "lieu"))
        chosen = shown.filter(theme=theme) if theme else shown
        if place:
            chosen = chosen.filter(about(place))
        cards = shown_assets(chosen.told().order_by("title", "pk")[:MOST])
        groups = [
            (theme.value, theme.label, told)
            for theme in Theme
            if (told := [card for card in cards if card.theme == theme.value])
        ]
        context = {"form": form, "groups": groups, "is_narrowed": bool(theme or place)}
        return render(request, "outreach/assets/public.html", context)

    return render_cacheable(request, draw)
