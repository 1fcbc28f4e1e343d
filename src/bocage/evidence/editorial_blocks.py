"""« Chiffre »: a public figure of the territory on a page of editors, as last night knew it."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import ChoiceBlock, StructBlock
from wagtail.blocks.struct_block import StructBlockValidationError

from bocage.evidence.models import Level
from bocage.evidence.public_figures import WHOLE, Scope
from bocage.evidence.registry import indicator_named
from bocage.evidence.reports.figures import format_previous, public_indicators, read_figures
from bocage.evidence.reports.requests import night_known_on, year_period
from bocage.outreach.editorial.blocks.communes import CommuneBlock, commune_named
from bocage.outreach.editorial.blocks.registry import add_block


def choices() -> list[tuple[str, str]]:
    """Lists the public indicators as choices, each under the name of its theme."""
    return [
        (indicator.name, f"{indicator.theme.label} · {indicator.label}")
        for indicator in public_indicators()
    ]


class IndicatorBlock(StructBlock):
    """Block of a figure of the current year, with its date and a link to its definition. It is
    empty if the figure is secret, or if there is nothing to measure.
    """

    indicator = ChoiceBlock(choices=choices, label=_("Chiffre"))
    commune = CommuneBlock(
        label=_("Dans la commune de"), required=False, help_text=_("Vide : tout le territoire.")
    )

    class Meta:
        label = _("Chiffre")
        icon = "order"
        template = "evidence/blocks/indicator.html"

    def clean(self, value: Any) -> Any:
        """Refuses a commune for a figure that is counted by département."""
        cleaned = super().clean(value)
        indicator = indicator_named(cleaned["indicator"])
        if cleaned["commune"] and Level.COMMUNE not in indicator.levels:
            error = ValidationError(_("Ce chiffre n’est pas compté par commune."))
            raise StructBlockValidationError(block_errors={"commune": error})
        return cleaned

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        """Adds the figure as the last night counted it to the context; four queries at most."""
        context: dict[str, Any] = super().get_context(value, parent_context=parent_context)
        return context | {"shown": shown_figure(value["indicator"], value["commune"] or "")}


def shown_figure(name: str, place: str) -> dict[str, Any] | None:
    """Returns the context of the block of a figure; None if nothing can be published: unknown
    indicator or commune, level that is not counted, no night yet, or no value.
    """
    indicator = next(
        (candidate for candidate in public_indicators() if candidate.name == name), None
    )
    commune = commune_named(place) if place else None
    scope = Scope(Level.COMMUNE, commune.pk) if commune else WHOLE
    night = night_known_on(None)
    if (
        indicator is None
        or night is None
        or (place and commune is None)
        or scope.level not in indicator.levels
    ):
        return None
    year = year_period(night.date.year)
    published = read_figures(
        night.date, [scope], [year, year.before], only=[name], is_last_night=True
    )
    figure = published.figure(indicator, scope, year)
    if figure.value is None:
        return None
    return {
        "indicator": indicator,
        "text": figure.text,
        "before": format_previous(figure, published.figure(indicator, scope, year.before)),
        "year": night.date.year,
        "night": night,
        "commune": commune,
    }


add_block("indicator", IndicatorBlock(), rank=82, live=True)
