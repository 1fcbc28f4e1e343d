"""« Ce que cela donne », on the public page of a programme."""

from typing import Any

from django.http import HttpRequest

from bocage.training.learning.indicators import LEAST_ANSWERS, results_of
from bocage.training.programmes.models.programmes import Programme
from bocage.training.programmes.page_registry import BELOW, programme_section


@programme_section("training/learning/indicators.html", rank=BELOW)
def results_of_a_programme(_request: HttpRequest, programme: Programme) -> dict[str, Any]:
    """Returns the context of the public result indicators; three queries."""
    return {"results": results_of([programme.pk])[programme.pk], "least": LEAST_ANSWERS}
