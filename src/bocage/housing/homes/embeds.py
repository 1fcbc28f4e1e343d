"""The searches of homes that other sites show."""

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bocage.foundation.http.embeds import Embed, embeddable
from bocage.housing.criteria.formatting import criteria_in_words
from bocage.housing.homes.search import read_home_search


def usual_searches() -> list[tuple[str, str]]:
    """Lists the usual searches, to buy and to rent; another one is given by the address of its
    page.
    """
    page = reverse("home_list")
    return [
        (page, _("Les logements à vendre")),
        (f"{page}?offre=location", _("Les logements à louer")),
    ]


@embeddable(
    "home_list", group=gettext_lazy("Une recherche de logements"), rank=20, choices=usual_searches
)
def home_embed_of(query: QueryDict, **_captured: str) -> Embed | None:
    """Returns the frame of the search in an address; invalid values are ignored."""
    search = read_home_search(query)
    return Embed(
        title=_("Logements : %(search)s") % {"search": criteria_in_words(search.criteria)},
        path=f"{reverse('home_embed')}{'?' if search.query else ''}{search.query}",
        height=900,
    )
