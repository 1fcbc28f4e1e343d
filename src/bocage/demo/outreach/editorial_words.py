"""Helpers that describe a page of the demo: its type, texts, blocks."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from wagtail.rich_text import RichText

Block = tuple[str, Any]
TESTIMONIES, NEWS = "temoignages", "actualites"
"""The two lists, by the last part of their address in both languages."""


@dataclass(frozen=True, kw_only=True)
class DemoPage:
    """Page of the demo in one language. The same `slug` in the other language is its
    translation."""

    kind: str
    """The name of its model."""
    slug: str
    title: str
    introduction: str = ""
    under: str = ""
    """The list that it belongs to; none for a page under the home page."""
    body: tuple[Block, ...] = ()
    fields: Mapping[str, Any] = field(default_factory=dict)


def text(html: str) -> Block:
    """Paragraphs and titles."""
    return ("text", RichText(html))


def homes(title: str, commune: str = "", **criteria: Any) -> Block:
    """Returns a block of current homes."""
    return (
        "homes",
        {
            "title": title,
            "offer": "sale",
            "commune": commune,
            "radius_km": 15,
            "price_to": None,
            "rooms_from": None,
            "limit": 3,
        }
        | criteria,
    )


def workspaces(title: str, commune: str, limit: int = 4) -> Block:
    """Places to work, the nearest first."""
    return ("workspaces", {"title": title, "commune": commune, "limit": limit})


def gatherings(title: str) -> Block:
    """Returns a block of the next gatherings."""
    return ("gatherings", {"title": title, "limit": 3})


def place_map(title: str, commune: str) -> Block:
    """Returns a block with the map of the places, and its list."""
    return ("map", {"title": title, "commune": commune})


def live_figures(*names: str) -> Block:
    """Figures that the instance counts."""
    return ("live_figures", {"figures": list(names)})


def quote(words: str, author: str) -> Block:
    """Returns the block of a quotation."""
    return ("quote", {"words": words, "author": author})


def questions(title: str, *rows: tuple[str, str]) -> Block:
    """Questions and their answers, which are HTML."""
    blocks = [{"question": question, "answer": RichText(answer)} for question, answer in rows]
    return ("questions", {"title": title, "questions": blocks})


def call(title: str, words: str, *links: tuple[str, str]) -> Block:
    """Returns the block of a call to action, with its links."""
    return (
        "call",
        {
            "title": title,
            "words": words,
            "links": [{"label": label, "address": address} for label, address in links],
        },
    )


def page_list(title: str, kind: str, limit: int = 9) -> Block:
    """Doors to the pages of a kind."""
    return ("page_list", {"title": title, "kind": kind, "limit": limit})


ON_THE_HOME_PAGE: Mapping[str, tuple[Block, ...]] = {
    "fr": (
        page_list("Ce que l’on demande d’abord", "ThemePage"),
        page_list("D’où venez-vous ?", "OriginPage"),
        page_list("Ils sont venus", "TestimonyPage", 3),
        page_list("Actualités", "NewsPage", 3),
    ),
    "en": (
        page_list("What people ask first", "ThemePage"),
        page_list("Where are you coming from?", "OriginPage"),
        page_list("They came", "TestimonyPage", 3),
        page_list("News", "NewsPage", 3),
    ),
}
