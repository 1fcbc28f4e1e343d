"""The key of a draft: in a signed cookie of the browser, or in an address that a mail carries."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from bocage.foundation.row_security import read_by_secret_address
from bocage.foundation.signed_texts import read_signed
from bocage.welcome.models import ProjectDraft

COOKIE = "mon_projet"
SALT = "bocage.welcome.draft"
GOOD_FOR = timedelta(days=30)


def draft_in_hand(request: HttpRequest) -> ProjectDraft | None:
    """The draft that this browser holds the key of, where it still waits."""
    key = request.get_signed_cookie(COOKIE, default="", salt=SALT, max_age=GOOD_FOR)
    if not key:
        return None
    return ProjectDraft.objects.filter(pk=key, confirmed_at=None).first()


def give_key(response: HttpResponse, draft: ProjectDraft) -> None:
    """Has the browser keep the key of a draft for a month."""
    response.set_signed_cookie(
        COOKIE,
        str(draft.pk),
        salt=SALT,
        max_age=GOOD_FOR,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )


def resume_url(draft_id: UUID) -> str:
    """The whole address that puts the key in a browser, for a mail, in the active language."""
    token = signing.dumps({"draft": str(draft_id)}, salt=SALT)
    origin: str = settings.BOCAGE.public_url
    return origin + reverse("new_project_resume", args=[token])


def draft_of_token(token: str) -> UUID:
    """The draft that an address leads to.

    Raises:
        UnknownLink: it was cut, changed, or never ours.
        ExpiredLink: it was sent more than a month ago.
    """
    signed = read_signed(token, salt=SALT, good_for=GOOD_FOR)
    read_by_secret_address()
    return UUID(str(signed["draft"]))
