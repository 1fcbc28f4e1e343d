"""The pages of this site among which a campaign chooses where it lands.

Those that everybody finds in the menus, and those that a subject adds:

    @landing_source
    def editorial_pages():
        yield "/venir-de-paris/", "Venir de Paris"
"""

from collections.abc import Callable, Iterable

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from bocage.foundation.navigation import shown_links
from bocage.foundation.registry import Registry, qualified_name

Source = Callable[[], Iterable[tuple[str, str]]]

_sources = Registry[Source](name=qualified_name)

landing_source = _sources.add
"""Register what tells pages as (address, name)."""


def landing_choices(request: HttpRequest) -> list[tuple[str, str]]:
    """Each page once, the home page first."""
    pages = {reverse("home"): _("Accueil")}
    for place in ("head", "foot"):
        for link in shown_links(request, place):
            pages.setdefault(link.url, link.label)
    for source in _sources:
        for address, name in source():
            pages.setdefault(address, name)
    return list(pages.items())
