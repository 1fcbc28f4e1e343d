"""The page of a mail as the site may show it: in a closed frame, with its own styles."""

from collections.abc import Callable

from django.http import HttpResponse
from django.utils.csp import CSP
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.csp import csp_override

LINKS_OPEN_AROUND_THE_FRAME = '<base target="_top">'

CLOSED: dict[str, list[str]] = {
    "default-src": [CSP.NONE],
    "style-src": [CSP.UNSAFE_INLINE],
    "img-src": [CSP.SELF, "data:"],
    "base-uri": [CSP.NONE],
    "form-action": [CSP.NONE],
    "frame-ancestors": [CSP.SELF],
    "sandbox": ["allow-popups", "allow-top-navigation-by-user-activation"],
}
"""A mail carries its styles with it, and may do nothing else: no script, no request elsewhere."""


def shown_in_a_frame[View: Callable[..., HttpResponse]](view: View) -> View:
    """Lets our own pages, and no other site, put the answer of the view in a closed frame."""
    framed: View = csp_override(CLOSED)(xframe_options_sameorigin(view))
    return framed


def mail_page(html: str) -> HttpResponse:
    """Returns the HTML part of a mail, whose links open in the page around the frame."""
    return HttpResponse(html.replace("<head>", f"<head>{LINKS_OPEN_AROUND_THE_FRAME}", 1))
