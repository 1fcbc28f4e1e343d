"""The validator of JSON-LD detects terms unknown to schema.org. The walk of every page uses it."""

import json

import pytest

from tests.pages.linked_data import unknown_words

ORDINARY = {"@context": "https://schema.org", "@type": "LocalBusiness", "name": "Le 107"}


@pytest.mark.parametrize(
    ("change", "unknown"),
    [
        ({}, []),
        ({"@type": ["LocalBusiness", "CoworkingSpace"]}, ["CoworkingSpace"]),
        ({"openingHour": "9 h"}, ["openingHour"]),
        ({"geo": {"@type": "GeoPoint"}}, ["GeoPoint"]),
        ({"dayOfWeek": "https://schema.org/Lundi"}, ["Lundi"]),
        ({"dayOfWeek": "https://schema.org/Monday"}, []),
        ({"@context": "https://schema.example"}, ["@context"]),
        ({"@graph": [{"@type": "Ouvrage"}]}, ["Ouvrage"]),
    ],
)
def test_words_that_schema_org_has_not(change: dict[str, object], unknown: list[str]) -> None:
    block = json.dumps(ORDINARY | change)
    page = f'<script id="x" type="application/ld+json">{block}</script>'

    assert unknown_words(page) == unknown
