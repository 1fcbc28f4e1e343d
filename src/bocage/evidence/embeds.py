"""The figures that other sites show: one indicator, in all the territory or in a part of it."""

from django.http import Http404, QueryDict
from django.urls import reverse
from django.utils.translation import gettext_lazy

from bocage.evidence.models import Level
from bocage.evidence.proofs.story import EVERYWHERE
from bocage.evidence.proofs.territories import territory_at
from bocage.evidence.public_figures import WHOLE, Scope
from bocage.evidence.registry import indicators
from bocage.evidence.views.public import public_indicator
from bocage.foundation.http.embeds import Embed, embeddable


def public_indicators() -> list[tuple[str, str]]:
    """Lists the pages of the public indicators that are counted for the whole instance, by
    label."""
    public = [
        indicator
        for indicator in indicators()
        if indicator.is_public and Level.INSTANCE in indicator.levels
    ]
    choices = [
        (reverse("indicator_detail", args=[indicator.name]), str(indicator.label))
        for indicator in public
    ]
    return sorted(choices, key=lambda page: page[1])


PARTS = (("commune", Level.COMMUNE), ("epci", Level.EPCI), ("departement", Level.DEPARTEMENT))
"""Parameters of an address that name a part of the territory, the smallest first."""


@embeddable(
    "indicator_detail", group=gettext_lazy("Un chiffre"), rank=40, choices=public_indicators
)
def indicator_embed_of(query: QueryDict, **captured: str) -> Embed | None:
    """Returns the embed of an indicator for the whole instance, or for the commune (`commune`, its
    INSEE code), intercommunalité (`epci`, its SIREN) or département of the query; None if it has
    no figure there.
    """
    try:
        indicator = public_indicator(captured["name"])
    except Http404:
        return None
    scope = _scope_of(query)
    territory = territory_at(scope) if scope.level in indicator.levels else None
    if territory is None:
        return None
    code = EVERYWHERE if scope == WHOLE else scope.code
    path = reverse("chart_embed", args=[indicator.name, scope.level, code])
    title = str(indicator.label) if scope == WHOLE else f"{indicator.label} ({territory.name})"
    return Embed(title=title, path=path, height=560)


def _scope_of(query: QueryDict) -> Scope:
    """Returns the scope that the query names; the whole instance if it has no valid code."""
    parts = ((level, query.get(word, "")) for word, level in PARTS)
    return next((Scope(level, code[:9].upper()) for level, code in parts if code.isalnum()), WHOLE)
