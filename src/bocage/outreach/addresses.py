"""Addresses of this site that a campaign may lead to, and the code that travels in them."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from django.conf import settings
from django.urls import Resolver404, resolve
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language_from_path, override

from bocage.outreach.errors.campaigns import LeadsElsewhere
from bocage.outreach.models.campaigns import INSIDE, LONGEST_ADDRESS

CODE = "c"
"""The word of the address, and of the hidden field of forms, that carries the code of a link."""

READABLE = re.compile(r"[0-9a-z]{4,12}")


def inside(address: str) -> str:
    """The address of a page of this site, from its path or from its whole address as people copy
    it from their browser.

    Raises:
        LeadsElsewhere: it is that of another site, or of no page.
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
            resolve(page)
    except Resolver404:
        raise LeadsElsewhere from None
    return path


def with_code(path: str, code: str) -> str:
    """The same address with the code in it; what it asked already stays."""
    parts = urlsplit(path)
    query = [one for one in parse_qsl(parts.query, keep_blank_values=True) if one[0] != CODE]
    return urlunsplit(("", "", parts.path, urlencode([*query, (CODE, code)]), parts.fragment))


def read_code(text: str) -> str:
    """The code as it is kept, or nothing where the text cannot be one."""
    code = text.strip().lower()
    return code if READABLE.fullmatch(code) else ""
