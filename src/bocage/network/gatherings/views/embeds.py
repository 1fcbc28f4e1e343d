"""The next gatherings, for a frame on any site."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from bocage.foundation.http.access import public
from bocage.foundation.http.embeds import framed_anywhere
from bocage.foundation.mail import page_url
from bocage.network.gatherings.models.gatherings import Gathering
from bocage.registrations.words import seats_words, when_words

GATHERINGS_SHOWN = 4


@public
@framed_anywhere
@require_safe
def gathering_embed(request: HttpRequest) -> HttpResponse:
    """Shows the next public gatherings in a frame for other sites, each linked to its page."""
    to_come = Gathering.objects.to_come(timezone.now())[:GATHERINGS_SHOWN]
    context = {
        "to_come": [
            (gathering, when_words(gathering), seats_words(gathering)) for gathering in to_come
        ],
        "feed": page_url("gathering_feed"),
    }
    return render(request, "network/gatherings/embed.html", context)
