"""The slash that an address lacks, added where something stands behind it.

Editors' pages may have any address, so every address with a slash has a view: without this, one
that is not there would be sent on to another that is not there either.
"""

from django.http import HttpRequest
from django.middleware.common import CommonMiddleware
from django.urls import resolve

from bocage.outreach.editorial.routing import EDITORIAL, page_at, redirection


class SlashMiddleware(CommonMiddleware):
    """Django's, which asks the pages of editors before it leads to one of them."""

    def should_redirect_with_slash(self, request: HttpRequest) -> bool:
        """Checks whether an address lacks its final slash and leads to an existing page with it."""
        if not super().should_redirect_with_slash(request):
            return False
        match = resolve(f"{request.path_info}/")
        if match.url_name != EDITORIAL:
            return True
        return page_at(request, match.args[0]) is not None or redirection(request) is not None
