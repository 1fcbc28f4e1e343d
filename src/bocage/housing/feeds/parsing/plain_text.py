"""Texts as we keep them: no markup, no control characters, the line breaks that were meant."""

import html
import re

import nh3

_BREAKS = re.compile(r"<\s*(?:br\s*/?|/p|/li|/div|/tr|/h[1-6])\s*>", re.IGNORECASE)
_ITEMS = re.compile(r"<\s*li\b[^>]*>", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
_HALVES = re.compile(r"[\ud800-\udfff]")
"""Lone surrogates, which JSON may contain and no encoding can write."""
_DIRECTION = re.compile(r"[\u202a-\u202e\u2066-\u2069\u200b\ufeff]")
"""Marks that turn the direction of a text, or take no room: they only serve to deceive."""
_BLANKS = re.compile(r"[^\S\n]+")
_LINES = re.compile(r"\n{3,}")

LONGEST_DESCRIPTION = 20_000


def one_line(text: str, longest: int) -> str:
    """Returns the text on one line, without markup, cut to `longest` characters.

    >>> one_line(" Longère <b>neuve</b> ", 80)
    'Longère neuve'
    """
    return " ".join(_bare(text).split())[:longest].rstrip()


def several_lines(text: str, longest: int = LONGEST_DESCRIPTION) -> str:
    """Returns the text with its line breaks (`<BR>`, paragraphs, items), without markup nor
    scripts.

    >>> several_lines("Séjour<BR>cuisine")
    'Séjour\ncuisine'
    """
    lines = _BLANKS.sub(" ", _bare(text)).split("\n")
    return _LINES.sub("\n\n", "\n".join(line.strip() for line in lines)).strip()[:longest]


def _bare(text: str) -> str:
    text = _HALVES.sub(" ", text)
    if "<" in text:
        text = _ITEMS.sub("\n– ", _BREAKS.sub("\n", text))
    if "<" in text:
        text = nh3.clean(text, tags=set(), clean_content_tags={"script", "style"})
    if "&" in text:
        text = html.unescape(text)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _DIRECTION.sub("", _CONTROL.sub(" ", text))
