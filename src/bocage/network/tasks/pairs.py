"""« Deux par deux », by the clock."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from bocage.foundation.tasks import periodic
from bocage.network.operations.pairs import introduce_everybody


@periodic("20 8 1-5 * *", says=_("Présente des membres deux à deux"))
def introduce_the_month() -> None:
    """Makes the pairs of the month: on its first day, or on the next where nobody ran then."""
    introduce_everybody()
