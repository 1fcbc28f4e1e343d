"""The blocks of JSON-LD of a page, against the vocabulary of schema.org that RDFLib ships."""

import json
import re
from collections.abc import Iterator
from typing import Any

from rdflib.namespace import SDO

BLOCK = re.compile(r'<script[^>]*type="application/ld\+json"[^>]*>(.*?)</script>', re.DOTALL)
CONTEXT = "https://schema.org"


def blocks_of(html: str) -> list[dict[str, Any]]:
    """Returns every JSON-LD block of a page, parsed."""
    return [json.loads(block) for block in BLOCK.findall(html)]


def unknown_words(html: str) -> list[str]:
    """The types, properties and values by which a page means schema.org, and that it has not."""
    return sorted(
        {
            word
            for block in blocks_of(html)
            for word in (*_words(block), *([] if block["@context"] == CONTEXT else ["@context"]))
            if word not in SDO
        }
    )


def _words(node: Any) -> Iterator[str]:
    if isinstance(node, list):
        for item in node:
            yield from _words(item)
    elif isinstance(node, dict):
        for name, value in node.items():
            if name == "@type":
                yield from value if isinstance(value, list) else [value]
            elif not name.startswith("@"):
                yield name
            yield from _words(value) if not name.startswith("@") or name == "@graph" else ()
    elif isinstance(node, str) and node.startswith(f"{CONTEXT}/"):
        yield node.removeprefix(f"{CONTEXT}/")
