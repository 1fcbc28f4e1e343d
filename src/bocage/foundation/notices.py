"""What a page says about what has just been done, with a way back where there is one."""

from urllib.parse import quote, unquote

from django.contrib import messages
from django.contrib.messages.storage.base import Message
from django.http import HttpRequest
from django.utils.functional import Promise

_UNDO = "undo:"


def say_with_undo(request: HttpRequest, sentence: str | Promise, *, undo_url: str) -> None:
    """Says `sentence` on the next page, with a button that posts to `undo_url`.

    The page shows it for ten seconds where the browser runs scripts, and keeps it otherwise.
    The view behind `undo_url` decides for itself whether undoing is still possible.
    """
    messages.success(request, str(sentence), extra_tags=_UNDO + quote(undo_url, safe="/"))


def undo_url_of(message: Message) -> str:
    """The address that undoes what a message announces, or nothing."""
    for tag in (message.extra_tags or "").split():
        if tag.startswith(_UNDO):
            return unquote(tag.removeprefix(_UNDO))
    return ""
