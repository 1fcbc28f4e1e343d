"""Frames on other sites, and the page that builds their code, for `test_every_page`."""

from typing import Any

from bocage.people.models import Person
from bocage.workspaces.models import Place

PAGES: dict[str, list[str]] = {
    "visitor": [
        "place_embed",
        "home_embed",
        "home_embed?prix-max=1",
        "gathering_embed",
        "contact_embed",
        "contact_embed_thanks",
        "embed_builder",
        "embed_builder?adresse=/se-loger/&couleurs=on&fond=%23000000",
        "embed_builder?adresse=/nulle-part/",
    ],
}
NO_PAGES = {
    "embed_script": "a script",
    "oembed": "JSON, or XML",
    "place_map": "GeoJSON",
    "place_census": "a file",
    "place_card": "a card for address books",
    "commune_map": "GeoJSON",
    "home_feed": "a feed for programs",
    "gathering_news": "a feed for programs",
    "news_feed": "a feed for programs",
}


def prepare(people: dict[str, Person], place: Place) -> dict[str, Any]:
    """Prepares nothing: embeds have journeys of their own."""
    del people, place
    return {}
