"""Where a sentence waits between a gesture and the page that says it: in a cookie of this host, or
in the session where it is too long for one."""

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.contrib.messages.storage.fallback import FallbackStorage
from django.contrib.messages.storage.session import SessionStorage


class HostCookieStorage(CookieStorage):
    """The cookie that no other host can set in our place."""

    cookie_name = f"{settings.COOKIE_PREFIX}messages"


class MessageStorage(FallbackStorage):
    """The cookie first, then the session."""

    storage_classes = (HostCookieStorage, SessionStorage)
