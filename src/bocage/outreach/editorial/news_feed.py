"""The news that editors publish, for feed readers."""

from datetime import datetime, time

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from bocage.foundation.files.atom_feeds import Entry, atom_feed
from bocage.outreach.editorial.models.pages import NewsPage
from bocage.outreach.editorial.routing import addresses_of

MAX_NEWS = 30


def news_feed() -> bytes:
    """Returns the Atom feed of the latest news in the active language, by date, the most recent
    first; a handful of queries in all.
    """
    language = get_language() or settings.LANGUAGE_CODE
    pages = (
        NewsPage.objects.live()
        .public()
        .filter(locale__language_code=language)
        .order_by("-news_date", "pk")
    )[:MAX_NEWS]
    return atom_feed(
        (
            Entry(
                key=f"urn:uuid:{page.translation_key}:{language}",
                title=page.title,
                path=address,
                words=page.introduction,
                at=page.last_published_at
                or timezone.make_aware(datetime.combine(page.news_date, time.min)),
            )
            for page, address in addresses_of(pages)
            if address
        ),
        title=_("Actualités"),
        page=reverse("home"),
        address=reverse("news_feed"),
    )
