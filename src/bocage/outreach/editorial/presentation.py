"""What the editorial pages show around their blocks."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from wagtail.models import Page

from bocage.foundation.instance import current_instance
from bocage.outreach.proofs import home_proofs

if TYPE_CHECKING:
    from bocage.outreach.models import EditorialPage, HomePage, ListingPage

SATURDAY = 5
MOST_LISTED = 60
CARD = "fill-1200x630|format-jpeg"


@dataclass(frozen=True, kw_only=True)
class SharedCard:
    """What a page says of itself to search engines, and to who is sent its address."""

    title: str
    description: str
    address: str
    picture: str
    picture_description: str
    languages: list[tuple[str, str]]
    """The other languages in which it is published, each with its address."""
    structured: SafeString


def shared_card(page: EditorialPage) -> SharedCard:
    """Its card; one query for its other languages, and one for its picture if it has one."""
    title = page.seo_title or page.title
    description = page.search_description or page.introduction
    address = f"{settings.BOCAGE.public_url}{page.get_url() or '/'}"
    picture = page.picture.get_rendition(CARD).url if page.picture else ""
    languages = [
        (one.locale.language_code, one.get_url() or "/")
        for one in page.get_translations(inclusive=True).live().select_related("locale")
    ]
    return SharedCard(
        title=title,
        description=description,
        address=address,
        picture=f"{settings.BOCAGE.public_url}{picture}" if picture else "",
        picture_description=page.picture.description if page.picture else "",
        languages=languages,
        structured=_structured(page, title, description, address),
    )


def home_context(page: HomePage | None) -> dict[str, Any]:
    """What the home page shows beside its words."""
    from bocage.outreach.editorial import first_pages

    today = timezone.localdate()
    context: dict[str, Any] = {
        "proofs": home_proofs(),
        "today": today,
        "next_day": next_working_day(today),
    }
    if page is None:
        return context | {
            "page": None,
            "card": None,
            "promises": first_pages.first_promises(),
            "promises_introduction": first_pages.promises_introduction(),
        }
    return context | {
        "promises": [one.value for one in page.promises],
        "promises_introduction": page.promises_introduction,
    }


def next_working_day(day: date) -> date:
    """The first day after `day` that is neither a Saturday nor a Sunday: what most look for."""
    following = day + timedelta(days=1)
    while following.weekday() >= SATURDAY:
        following += timedelta(days=1)
    return following


def listed_pages(page: ListingPage) -> list[Page]:
    """The pages under a list, the last published first, without testimonies that are over."""
    from bocage.outreach.models import TestimonyConsent, TestimonyPage

    holding = TestimonyConsent.objects.holding(timezone.localdate())
    over = TestimonyPage.objects.exclude(consent__in=holding)
    under = Page.objects.child_of(page).live().exclude(pk__in=over.values("pk"))
    newest = under.order_by("-first_published_at", "pk")[:MOST_LISTED]
    return list(newest.specific())


def _structured(page: EditorialPage, title: str, description: str, address: str) -> SafeString:
    """schema.org, in the words that search engines read."""
    kinds = {"NewsPage": "NewsArticle", "HomePage": "WebSite", "TestimonyPage": "Article"}
    said: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": kinds.get(type(page).__name__, "WebPage"),
        "name": title,
        "url": address,
        "inLanguage": page.locale.language_code,
        "publisher": {"@type": "GovernmentOrganization", "name": current_instance().name},
    }
    if description:
        said["description"] = description
    if page.first_published_at:
        said["datePublished"] = page.first_published_at.isoformat()
    if said["@type"] in {"NewsArticle", "Article"}:
        said["headline"] = title
    # Within a script, only these three characters could end it.
    written = json.dumps(said, ensure_ascii=False)
    for character in "<>&":
        written = written.replace(character, f"\\u{ord(character):04x}")
    return mark_safe(written)  # noqa: S308 - escaped just above
