"""Frames for other sites: the availability of a place, day by day."""

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bocage.foundation.http.embeds import Embed, embeddable
from bocage.workspaces.places.models import Place

MAX_CHOICES = 500


def published_places() -> list[tuple[str, str]]:
    """Returns the pages of the places that can be booked; one query."""
    places = Place.objects.bookable().order_by("name", "pk").values_list("slug", "name")
    return [(reverse("place_detail", args=[slug]), name) for slug, name in places[:MAX_CHOICES]]


@embeddable(
    "place_detail", group=gettext_lazy("Un lieu de travail"), rank=10, choices=published_places
)
def place_embed_of(_query: QueryDict, **captured: str) -> Embed | None:
    """Returns the frame of a published place."""
    name = (
        Place.objects.published()
        .filter(slug=captured["slug"])
        .values_list("name", flat=True)
        .first()
    )
    if name is None:
        return None
    return Embed(
        title=_("Réserver : %(place)s") % {"place": name},
        path=reverse("place_embed", args=[captured["slug"]]),
        height=620,
    )
