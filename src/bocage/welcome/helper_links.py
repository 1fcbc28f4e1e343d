"""The signed address at which a helper answers with words, without signing in.

It names one request, and gives no more than its page shows: first names and the need.
"""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils import translation

from bocage.foundation.signed_actions import ExpiredLink, UnknownLink
from bocage.welcome.models import HelpRequest

SALT = "bocage.welcome.answer_help"
GOOD_FOR = timedelta(days=120)


def answering_url(request_id: UUID, language: str = "fr") -> str:
    """The whole address, for a mail."""
    token = signing.dumps(str(request_id), salt=SALT)
    with translation.override(language):
        path = reverse("help_answer", args=[token])
    url: str = settings.BOCAGE.public_url + path
    return url


def read_answering_link(token: str) -> HelpRequest:
    """The request that is answered; changes nothing.

    Raises:
        UnknownLink: it was cut, changed or never ours, or what it was about is gone.
        ExpiredLink: it is too old.
    """
    try:
        key = UUID(signing.loads(token, salt=SALT, max_age=GOOD_FOR))
    except signing.SignatureExpired as expired:
        raise ExpiredLink from expired
    except (signing.BadSignature, ValueError, TypeError, AttributeError) as bad:
        raise UnknownLink from bad
    request = (
        HelpRequest.objects.select_related("helper__commune", "project", "asked_by")
        .filter(pk=key)
        .first()
    )
    if request is None:
        raise UnknownLink
    return request
