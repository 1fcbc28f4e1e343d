"""Editorial block of assets of the territory, with their current figures."""

from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, ChoiceBlock, IntegerBlock, MultipleChoiceBlock, StructBlock

from bocage.outreach.assets.models import Asset
from bocage.outreach.assets.presentation import asset_cards
from bocage.outreach.editorial.blocks.communes import CommuneBlock, commune_named
from bocage.outreach.editorial.blocks.registry import add_block
from bocage.outreach.editorial.presence import add_presence
from bocage.outreach.shared.themes import Theme

MAX_ASSETS = 12
USUAL = 3


def assets_on_show() -> list[tuple[str, str]]:
    """Lists the public assets that an editor may pick, as (key, label) choices ordered by theme;
    one query.
    """
    assets = Asset.objects.public_on(timezone.localdate()).order_by("theme", "title", "pk")
    return [(str(asset.pk), f"{asset.get_theme_display()} · {asset.title}") for asset in assets]


class AssetsBlock(StructBlock):
    """Assets picked one by one, else those of a theme and a place. Withdrawn and outdated assets
    are omitted; without any asset, the block is not rendered."""

    title = CharBlock(label=_("Titre"), max_length=120, required=False)
    picked = MultipleChoiceBlock(
        label=_("Ces atouts-là"),
        choices=assets_on_show,
        required=False,
        help_text=_("Sans choix : ceux du thème et de l’endroit ci-dessous."),
    )
    theme = ChoiceBlock(label=_("Thème"), choices=Theme.choices, required=False)
    commune = CommuneBlock(
        label=_("Autour de"),
        required=False,
        help_text=_("Une commune : les siens, ceux de son intercommunalité et du département."),
    )
    limit = IntegerBlock(
        min_value=1, max_value=MAX_ASSETS, default=USUAL, label=_("Combien en montrer")
    )

    class Meta:
        label = _("Atouts, en direct")
        icon = "pick"
        template = "outreach/assets/block.html"

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        """Adds the public assets that the block selects to the context; two queries, besides those
        of live figures.
        """
        context: dict[str, Any] = super().get_context(value, parent_context=parent_context)
        limit = min(value["limit"] or USUAL, MAX_ASSETS)
        return context | {"cards": asset_cards(selected_assets(value))[:limit]}


def selected_assets(value: Any) -> Any:
    """Returns the assets that a block selects, including live ones that cannot be counted now."""
    assets = (
        Asset.objects.public_on(timezone.localdate())
        .with_related()
        .order_by("theme", "title", "pk")
    )
    if keys := _keys(value["picked"]):
        return assets.filter(pk__in=keys)
    if value["theme"]:
        assets = assets.filter(theme=value["theme"])
    if value["commune"]:
        commune = commune_named(value["commune"])
        assets = assets.about(commune) if commune is not None else assets.none()
    return assets[: MAX_ASSETS * 2]


def _keys(picked: list[str] | None) -> list[UUID]:
    """Returns the valid UUIDs among the stored values, which a script may have written."""
    keys = []
    for key in picked or []:
        try:
            keys.append(UUID(key))
        except ValueError:
            continue
    return keys


add_block("assets", AssetsBlock(), rank=45, live=True)
add_presence(name="assets", rows=lambda: Asset.objects.public_on(timezone.localdate()))
