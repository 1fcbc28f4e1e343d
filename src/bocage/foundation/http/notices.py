"""What a page says about what has just been done or refused, with a way back or a way on."""

from urllib.parse import quote, unquote

from django.contrib import messages
from django.contrib.messages.storage.base import Message
from django.http import HttpRequest
from django.utils.functional import Promise

_UNDO = "undo:"
_MEND = "mend:"


def say_with_undo(request: HttpRequest, sentence: str | Promise, *, undo_url: str) -> None:
    """Says `sentence` on the next page, with a button that posts to `undo_url`.

    The page shows it for ten seconds where the browser runs scripts, and keeps it otherwise.
    The view behind `undo_url` decides for itself whether undoing is still possible.
    """
    messages.success(request, str(sentence), extra_tags=_UNDO + quote(undo_url, safe="/"))


def say_refused(request: HttpRequest, sentence: str | Promise, *, mend_url: str) -> None:
    """Says on the next page why a gesture was refused, with a link to where that is mended."""
    messages.error(request, str(sentence), extra_tags=_MEND + quote(mend_url, safe="/"))


def undo_url_of(message: Message) -> str:
    """The address that undoes what a message announces, or nothing."""
    return _url_after(_UNDO, message)


def mend_url_of(message: Message) -> str:
    """The address where what a message says is mended, or nothing."""
    return _url_after(_MEND, message)


def _url_after(kind: str, message: Message) -> str:
    for tag in (message.extra_tags or "").split():
        if tag.startswith(kind):
            return unquote(tag.removeprefix(kind))
    return ""
