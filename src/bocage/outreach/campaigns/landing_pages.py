"""Landing pages of campaigns: pages of this site linked from menus, and published editorial
pages."""

from collections.abc import Iterator

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from bocage.foundation.navigation import shown_links
from bocage.outreach.editorial.routing import published_pages


def landing_choices(request: HttpRequest) -> list[tuple[str, str]]:
    """Lists the pages on which a campaign can land, as (address, name) choices without duplicates:
    the home page, those of the menus, then published editorial pages.
    """
    pages = {reverse("home"): _("Accueil")}
    for place in ("head", "foot"):
        for link in shown_links(request, place):
            pages.setdefault(link.url, link.label)
    for address, name in _editorial_pages():
        pages.setdefault(address, name)
    return list(pages.items())


def _editorial_pages() -> Iterator[tuple[str, str]]:
    """Yields every live page by its title, in both languages; a page in another language than the
    site's is labelled with it."""
    names = dict(settings.LANGUAGES)
    for page in published_pages():
        is_native = page.language == settings.LANGUAGE_CODE
        yield page.address, page.title if is_native else f"{page.title} ({names[page.language]})"
