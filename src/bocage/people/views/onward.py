"""Redirection after a page: an address of this instance, from the request."""

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme

LONGEST_NEXT = 2000


def local_address(request: HttpRequest) -> str:
    """Returns the address `next` of the request if it is on this instance, or an empty string."""
    url = request.POST.get("next") or request.GET.get("next") or ""
    if len(url) > LONGEST_NEXT or not url.startswith("/"):
        return ""
    return url if url_has_allowed_host_and_scheme(url, allowed_hosts=None) else ""
