"""Reference of webhooks: each event, with an example."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from bocage.api.webhooks.description import example_of
from bocage.api.webhooks.presentation import format_payload
from bocage.api.webhooks.registry import all_themes
from bocage.foundation.http.access import public


@public
@require_safe
def developers_webhooks(request: HttpRequest) -> HttpResponse:
    """Shows developers how to verify webhooks, and an example of each event."""
    themes = [
        (theme.label, [(event, format_payload(example_of(event))) for event in theme.events])
        for theme in all_themes()
    ]
    return render(request, "api/webhooks/reference.html", {"themes": themes})
