"""schema.org structured data of pages, for search engines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils.html import strip_tags

from bocage.foundation.http.shared_cards import SharedCard
from bocage.foundation.instance import current_instance

if TYPE_CHECKING:
    from bocage.outreach.editorial.contexts import Crumb
    from bocage.outreach.editorial.models.pages import EditorialPage

JsonLd = dict[str, Any]

KINDS = {"NewsPage": "NewsArticle", "TestimonyPage": "Article", "ListingPage": "CollectionPage"}
ARTICLES = frozenset({"NewsArticle", "Article"})


def structured_data(page: EditorialPage, card: SharedCard, crumbs: list[Crumb]) -> JsonLd:
    """Returns the schema.org graph of a page: the page, the site, its publisher, its breadcrumbs
    and its questions.
    """
    graph = [_describe_page(page, card), _site(page), _publisher()]
    if crumbs:
        graph.append(_way(crumbs, card))
    questions = _questions(page)
    if questions:
        graph.append(
            {"@type": "FAQPage", "@id": f"{card.address}#questions", "mainEntity": questions}
        )
    return {"@context": "https://schema.org", "@graph": graph}


def _describe_page(page: EditorialPage, card: SharedCard) -> JsonLd:
    kind = KINDS.get(type(page).__name__, "WebPage")
    data: JsonLd = {
        "@type": kind,
        "@id": card.address,
        "url": card.address,
        "name": card.title,
        "inLanguage": card.language,
        "isPartOf": {"@id": _site_id()},
        "publisher": {"@id": _publisher_id()},
    }
    if card.description:
        data["description"] = card.description
    if page.first_published_at:
        data["datePublished"] = page.first_published_at.isoformat()
    if page.last_published_at:
        data["dateModified"] = page.last_published_at.isoformat()
    if kind in ARTICLES:
        data |= {"headline": card.title, "author": {"@id": _publisher_id()}}
        data["image"] = card.picture
    else:
        data["primaryImageOfPage"] = {"@type": "ImageObject", "url": card.picture}
    return data


def _site(page: EditorialPage) -> JsonLd:
    return {
        "@type": "WebSite",
        "@id": _site_id(),
        "url": f"{settings.BOCAGE.public_url}/",
        "name": current_instance().name,
        "inLanguage": page.locale.language_code,
        "publisher": {"@id": _publisher_id()},
    }


def _publisher() -> JsonLd:
    instance = current_instance()
    data: JsonLd = {
        "@type": "Organization",
        "@id": _publisher_id(),
        "name": instance.name,
        "url": f"{settings.BOCAGE.public_url}/",
    }
    if instance.contact_email:
        data["email"] = instance.contact_email
    if instance.contact_phone:
        data["telephone"] = instance.contact_phone
    if instance.logo_url:
        data["logo"] = f"{settings.BOCAGE.public_url}{instance.logo_url}"
    if instance.territory_name:
        data["areaServed"] = instance.territory_name
    return data


def _way(crumbs: list[Crumb], card: SharedCard) -> JsonLd:
    steps = [(crumb["label"], f"{settings.BOCAGE.public_url}{crumb['url']}") for crumb in crumbs]
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": rank, "name": name, "item": url}
            for rank, (name, url) in enumerate([*steps, (card.title, card.address)], start=1)
        ],
    }


def _questions(page: EditorialPage) -> list[JsonLd]:
    return [
        {
            "@type": "Question",
            "name": question["question"],
            "acceptedAnswer": {"@type": "Answer", "text": strip_tags(question["answer"].source)},
        }
        for block in page.body
        if block.block_type == "questions"
        for question in block.value["questions"]
    ]


def _site_id() -> str:
    return f"{settings.BOCAGE.public_url}/#site"


def _publisher_id() -> str:
    return f"{settings.BOCAGE.public_url}/#publisher"
