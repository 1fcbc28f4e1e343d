"""Addresses of this site: those alone to which a campaign may lead."""

import re
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import Resolver404, resolve
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language_from_path, override

from bocage.outreach.campaigns.errors import LeadsElsewhere
from bocage.outreach.campaigns.models import INSIDE, LONGEST_ADDRESS
from bocage.outreach.editorial.routing import EDITORIAL, published_pages


def inside(address: str) -> str:
    """Returns the path of a page of this site, from its path or from its whole address as copied
    from a browser.

    Raises:
        LeadsElsewhere: it is the address of another site, or of no page.
    """
    path = address.strip().removeprefix(settings.BOCAGE.public_url.rstrip("/")) or "/"
    is_safe = (
        len(path) <= LONGEST_ADDRESS
        and path.isprintable()
        and re.match(INSIDE, path) is not None
        and url_has_allowed_host_and_scheme(path, allowed_hosts=None)
    )
    if not is_safe:
        raise LeadsElsewhere
    page = urlsplit(path).path
    try:
        # The language of an address is in it, and only that one is looked for.
        with override(get_language_from_path(page) or settings.LANGUAGE_CODE):
            match = resolve(page)
    except Resolver404:
        raise LeadsElsewhere from None
    # Editors may have written a page at any address that no room has, or none.
    if match.url_name == EDITORIAL and page not in {
        published_page.address for published_page in published_pages()
    }:
        raise LeadsElsewhere
    return path
