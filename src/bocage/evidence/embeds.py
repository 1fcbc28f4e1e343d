"""The figures that other sites show: one indicator, in all the territory or in a part of it."""

from __future__ import annotations

from django.http import Http404, QueryDict
from django.urls import reverse
from django.utils.translation import gettext_lazy

from bocage.evidence.models import Level
from bocage.evidence.proofs.story import EVERYWHERE
from bocage.evidence.registry import indicators
from bocage.evidence.views.public import public_indicator
from bocage.foundation.embeds import Embed, embeddable


def public_indicators() -> list[tuple[str, str]]:
    """The pages of the public indicators that are counted in all the territory, by their name."""
    shown = [one for one in indicators() if one.is_public and Level.INSTANCE in one.levels]
    named = [(reverse("indicator_detail", args=[one.name]), str(one.label)) for one in shown]
    return sorted(named, key=lambda page: page[1])


@embeddable(
    "indicator_detail", group=gettext_lazy("Un chiffre"), rank=40, choices=public_indicators
)
def indicator_embed_of(_query: QueryDict, **captured: str) -> Embed | None:
    """The frame of an indicator in all that the instance serves."""
    try:
        one = public_indicator(captured["name"])
    except Http404:
        return None
    if Level.INSTANCE not in one.levels:
        return None
    path = reverse("chart_embed", args=[one.name, Level.INSTANCE, EVERYWHERE])
    return Embed(title=str(one.label), path=path, height=560)
