"""The next gatherings, as other sites show them."""

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bocage.foundation.http.embeds import Embed, embeddable


def the_agenda() -> list[tuple[str, str]]:
    """Returns the only page of the agenda that can be embedded, with its title."""
    return [(reverse("gathering_list"), _("Les prochaines rencontres du club"))]


@embeddable("gathering_list", group=gettext_lazy("Les rencontres"), rank=30, choices=the_agenda)
def gathering_embed_of(_query: QueryDict, **_captured: str) -> Embed | None:
    """Returns the embed of the agenda."""
    return Embed(title=_("Les prochaines rencontres"), path=reverse("gathering_embed"), height=560)
