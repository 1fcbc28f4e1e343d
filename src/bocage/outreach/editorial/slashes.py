"""Trailing slash of addresses, added only if the result exists.

Editors' pages may have any address, so every address with a slash resolves to a view: without this
module, an unknown address would be redirected to another unknown one.
"""

from django.http import HttpRequest
from django.middleware.common import CommonMiddleware
from django.urls import resolve

from bocage.outreach.editorial.routing import EDITORIAL, page_at, redirection


class SlashMiddleware(CommonMiddleware):
    """Django's CommonMiddleware, which looks for an editorial page before it redirects to one."""

    def should_redirect_with_slash(self, request: HttpRequest) -> bool:
        """Checks whether an address lacks its final slash and leads to an existing page with it."""
        if not super().should_redirect_with_slash(request):
            return False
        match = resolve(f"{request.path_info}/")
        if match.url_name != EDITORIAL:
            return True
        return page_at(request, match.args[0]) is not None or redirection(request) is not None
