"""Template context of the editorial pages, around their blocks."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, TypedDict

from django.apps import apps
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page

from bocage.foundation.formatting.dates import date_format
from bocage.foundation.http.shared_cards import SharedCard
from bocage.foundation.http.social_pictures import HEIGHT, WIDTH
from bocage.outreach.editorial.routing import addresses_of
from bocage.outreach.editorial.social_pictures import social_picture_path
from bocage.outreach.editorial.structured_data import structured_data
from bocage.outreach.home_figures.figures import home_proofs

if TYPE_CHECKING:
    from bocage.outreach.editorial.models.pages import EditorialPage, HomePage, ListingPage

SATURDAY = 5
MAX_LISTED = 60
CARD = "fill-1200x630|format-jpeg"
ARTICLES = frozenset({"NewsPage", "TestimonyPage"})
THEME_ICONS = {
    "live": "home",
    "work": "desk",
    "learn": "training",
    "move": "train",
    "health": "people",
    "nature": "tree",
    "price": "growth",
}


class Crumb(TypedDict):
    """A page on the way to another."""

    label: str
    url: str


def page_context(page: EditorialPage) -> dict[str, Any]:
    """Returns the context of the head of every editorial page, with its sharing card and structured
    data. One query for its breadcrumbs, one for its other languages, and one for its picture if
    it has one.
    """
    crumbs = _crumbs(page)
    over, icon = _over(page)
    card = editorial_card(page)
    return {
        "crumbs": crumbs,
        "over": over,
        "over_icon": icon,
        "card": card,
        "structured_data": structured_data(page, card, crumbs),
    }


def editorial_card(page: EditorialPage) -> SharedCard:
    """Returns the sharing card of a page. Without a picture of its own, one is drawn from its
    title.
    """
    root = settings.BOCAGE.public_url
    title = page.seo_title or page.title
    translations = page.get_translations(inclusive=True).live().select_related("locale")
    languages = [
        (translation.locale.language_code, f"{root}{path or '/'}")
        for translation, path in addresses_of(translations)
    ]
    is_article = type(page).__name__ in ARTICLES
    return SharedCard(
        title=title,
        description=page.search_description or page.introduction,
        address=f"{root}{page.get_url() or '/'}",
        language=page.locale.language_code,
        languages=languages,
        kind="article" if is_article else "website",
        published_at=page.first_published_at if is_article else None,
        picture=f"{root}{_shared_picture(page)}" if page.pk else "",  # Previewed before saving.
        picture_description=page.picture.description if page.picture else title,
        picture_size=(WIDTH, HEIGHT),
    )


def _shared_picture(page: EditorialPage) -> str:
    """Returns the editor's picture at card size, or the generated one."""
    return page.picture.get_rendition(CARD).url if page.picture else social_picture_path(page)


def home_context(page: HomePage | None) -> dict[str, Any]:
    """Returns the context of the home page besides its own fields; with no page, its default
    content.
    """
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
            "steps": first_pages.first_steps(),
            "promises": first_pages.first_promises(),
        }
    return context | {
        "steps": [step.value for step in page.steps] or first_pages.first_steps(),
        "promises": [promise.value for promise in page.promises] or first_pages.first_promises(),
        "promises_introduction": page.promises_introduction,
    }


def next_working_day(day: date) -> date:
    """Returns the first day after `day` that is neither a Saturday nor a Sunday, the one most
    people search.
    """
    following = day + timedelta(days=1)
    while following.weekday() >= SATURDAY:
        following += timedelta(days=1)
    return following


def listed_pages(page: ListingPage) -> list[Page]:
    """Lists the pages under a list, the last published first, without testimonies whose consent has
    ended.
    """
    under = Page.objects.child_of(page).live().exclude(pk__in=_over_testimonies())
    newest = under.order_by("-first_published_at", "pk")[:MAX_LISTED]
    return list(newest.specific())


def published_of_kind(kind: str, language: str, limit: int) -> list[EditorialPage]:
    """Lists the published pages of a model in a language: news and testimonies the last published
    first, others in the order of the site, without testimonies whose consent has ended. One
    query.
    """
    model: type[EditorialPage] = apps.get_model("outreach", kind)
    pages = model.objects.live().filter(locale__language_code=language)
    if kind == "TestimonyPage":
        pages = pages.exclude(pk__in=_over_testimonies())
    order = ("-first_published_at", "pk") if kind in ARTICLES else ("path",)
    return list(pages.order_by(*order)[:limit])


def _over_testimonies() -> Any:
    """Returns a subquery of the testimonies whose consent is not valid today."""
    from bocage.outreach.editorial.models.consents import TestimonyConsent
    from bocage.outreach.editorial.models.pages import TestimonyPage

    holding = TestimonyConsent.objects.holding(timezone.localdate())
    return TestimonyPage.objects.exclude(consent__in=holding).values("pk")


def _crumbs(page: EditorialPage) -> list[Crumb]:
    """Returns the ancestors of a page, the home page first; empty for the home page itself."""
    above = page.get_ancestors().filter(depth__gt=1).live() if page.depth > 2 else ()
    return [
        Crumb(label=_("Accueil") if rank == 0 else ancestor.title, url=path or "/")
        for rank, (ancestor, path) in enumerate(addresses_of(above))
    ]


def _over(page: EditorialPage) -> tuple[str, str]:
    """Returns the heading above the title of some types of page, and the icon of a theme."""
    theme = getattr(page, "theme", "")
    if theme:
        return page.get_theme_display().capitalize(), THEME_ICONS.get(theme, "")
    news_date = getattr(page, "news_date", None)
    if news_date:
        return date_format(news_date, "j F Y"), ""
    if getattr(page, "person_name", ""):
        return _("Témoignage"), ""
    return "", ""
