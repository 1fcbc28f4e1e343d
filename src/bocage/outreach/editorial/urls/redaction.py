"""The pages of Wagtail in which editors write, each behind our own door."""

from typing import Any

from django.urls import URLPattern, URLResolver, path
from wagtail.admin import urls as wagtail_urls

from bocage.outreach.editorial.account import EditorPreferencesView
from bocage.outreach.editorial.door import behind_the_door, signed_out

LEFT_OUT = ("account/", "password_reset/", "login/", "failwhale/", "test404/", "^.*/$")
"""Excluded URLs of Wagtail: pages about passwords, which do not exist here, test pages, and pages
replaced by ours (the account, and the 404)."""


def guarded(entries: list[Any]) -> list[URLPattern | URLResolver]:
    """Returns Wagtail's URL patterns with each view behind our access control, without the patterns
    that are left out.
    """
    patterns: list[URLPattern | URLResolver] = []
    for entry in entries:
        if str(entry.pattern) in LEFT_OUT:
            continue
        if isinstance(entry, URLResolver):
            within = guarded(entry.url_patterns)
            patterns.append(
                URLResolver(
                    entry.pattern, within, entry.default_kwargs, entry.app_name, entry.namespace
                )
            )
        else:
            view = behind_the_door(entry.callback)
            patterns.append(URLPattern(entry.pattern, view, entry.default_args, entry.name))
    return patterns


urlpatterns = [
    # Wagtail leads there who leaves, by this name.
    path("login/", signed_out, name="wagtailadmin_login"),
    path("account/", behind_the_door(EditorPreferencesView.as_view()), name="wagtailadmin_account"),
    *guarded(wagtail_urls.urlpatterns),
]
