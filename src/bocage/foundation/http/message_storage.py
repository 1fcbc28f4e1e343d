"""Storage of flash messages until they are shown: in a cookie of this host, or in the session if
too long for a cookie.
"""

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
