"""Section of the page of a commune: the link to its figures."""

from typing import Any

from django.http import HttpRequest

from bocage.evidence.models import Level
from bocage.evidence.proofs.story import headlines, published_figures
from bocage.evidence.proofs.years import published_years
from bocage.evidence.public_figures import Scope, last_night
from bocage.territory.commune_sections import add_commune_section
from bocage.territory.models import Commune

MAX_FIGURES = 3


def proofs_context(_request: HttpRequest, commune: Commune) -> dict[str, Any] | None:
    """Returns the main public figures of a commune for the current year; None before the first
    night. Two queries.
    """
    night = last_night()
    if night is None:
        return None
    scope = Scope(Level.COMMUNE, commune.pk)
    figures = headlines(published_figures(scope, published_years([scope], night.date)))
    return {"figures": figures[:MAX_FIGURES], "year": night.date.year, "night": night}


add_commune_section(
    name="proofs", template="evidence/proofs/commune_section.html", rank=80, context=proofs_context
)
