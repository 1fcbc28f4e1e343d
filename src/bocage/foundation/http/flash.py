"""Flash messages about an action that was done or refused, with a link to undo or to continue."""

from urllib.parse import quote, unquote

from django.contrib import messages
from django.contrib.messages.storage.base import Message
from django.http import HttpRequest
from django.utils.functional import Promise

_UNDO = "undo:"
_MEND = "mend:"


def flash_with_undo(request: HttpRequest, sentence: str | Promise, *, undo_url: str) -> None:
    """Adds a message to the next page, with a button that posts to `undo_url`.

    The page shows it for ten seconds where the browser runs scripts, and keeps it otherwise. The
    view behind `undo_url` decides for itself whether undoing is still possible.
    """
    messages.success(request, str(sentence), extra_tags=_UNDO + quote(undo_url, safe="/"))


def flash_success(request: HttpRequest, sentence: str | Promise, *, undo_url: str = "") -> None:
    """Adds a message of success to the next page, that can be undone if `undo_url` is given."""
    if undo_url:
        flash_with_undo(request, sentence, undo_url=undo_url)
    else:
        messages.success(request, str(sentence))


def flash_refusal(request: HttpRequest, sentence: str | Promise, *, mend_url: str) -> None:
    """Adds a message to the next page that explains a refusal, with a link to where its cause is
    mended.
    """
    messages.error(request, str(sentence), extra_tags=_MEND + quote(mend_url, safe="/"))


def undo_url_of(message: Message) -> str:
    """Returns the address that undoes what a message announces, or an empty string."""
    return _url_after(_UNDO, message)


def mend_url_of(message: Message) -> str:
    """Returns the address where the cause of a refusal is mended, or an empty string."""
    return _url_after(_MEND, message)


def _url_after(kind: str, message: Message) -> str:
    for tag in (message.extra_tags or "").split():
        if tag.startswith(kind):
            return unquote(tag.removeprefix(kind))
    return ""
