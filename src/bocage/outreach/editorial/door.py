"""The door of the pages in which editors write: who enters, and under which policy of contents."""

from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.csp import csp_override, csp_report_only_override
from django.views.decorators.http import require_safe

from bocage.foundation.files.photos import LARGEST_UPLOAD
from bocage.foundation.http.access import View, permitted, public
from bocage.foundation.http.bodies import takes_up_to
from bocage.outreach.editorial.models.people import Editor
from bocage.outreach.editorial.operations.site import open_site
from bocage.people.signed_in import current_person

SET_BY_THE_PAGE_SHOWN = (
    "Content-Security-Policy",
    "Content-Security-Policy-Report-Only",
    "X-Frame-Options",
)


def behind_the_door(view: View) -> View:
    """Wraps a view of Wagtail with our access control, content security policy and user model.

    A preview is a page of the site, rendered by a request within the request: its headers about
    frames are replaced by those of the editing pages, because Wagtail shows it in a frame.
    """

    @wraps(view)
    def wrapper(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        person = current_person(request)
        open_site(by=person)
        request.user = Editor.of(person)
        response = view(request, *args, **kwargs)
        for name in SET_BY_THE_PAGE_SHOWN:
            if name in response:
                del response[name]
        response["X-Frame-Options"] = "SAMEORIGIN"
        return response

    guarded = csp_override(settings.REDACTION_CSP)(wrapper)
    strict = csp_report_only_override({})(guarded)
    door = takes_up_to(LARGEST_UPLOAD * 2)(permitted("outreach.enter_redaction")(strict))
    door.login_url = settings.LOGIN_URL  # type: ignore[attr-defined] # Wagtail's views ask for their own
    return door


@public
@require_safe
def signed_out(_request: HttpRequest) -> HttpResponse:
    """Redirects Wagtail's login page to the sign-in page of the site."""
    return redirect(settings.LOGIN_URL)
