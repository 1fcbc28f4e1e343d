"""What the École du Web does by itself: noting that it was held."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from bocage.foundation.tasks import periodic
from bocage.network.operations.web_school_clock import hold_past_editions


@periodic("20 3 * * *", says=_("Note les Écoles du Web qui ont eu lieu"))
def note_editions_held() -> None:
    """Editions whose last day is over were held."""
    hold_past_editions()
