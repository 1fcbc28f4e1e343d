"""Key of a draft, in a signed cookie of the browser or in the link of a mail."""

from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from bocage.foundation.http.signed_links import SignedLink
from bocage.welcome.intake.models import ProjectDraft

COOKIE = "mon_projet"
SALT = "bocage.welcome.draft"
GOOD_FOR = timedelta(days=30)

resume_link = SignedLink("welcome.resume_draft", good_for=GOOD_FOR, page="new_project_resume")
"""Puts the key in a browser, from a mail."""


def draft_in_hand(request: HttpRequest) -> ProjectDraft | None:
    """Returns the unconfirmed draft whose key is in this browser's cookie; None if there is
    none.
    """
    key = request.get_signed_cookie(COOKIE, default="", salt=SALT, max_age=GOOD_FOR)
    if not key:
        return None
    return ProjectDraft.objects.filter(pk=key, confirmed_at=None).first()


def give_key(response: HttpResponse, draft: ProjectDraft) -> None:
    """Sets the signed cookie that gives the browser access to a draft for a month."""
    response.set_signed_cookie(
        COOKIE,
        str(draft.pk),
        salt=SALT,
        max_age=GOOD_FOR,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )
