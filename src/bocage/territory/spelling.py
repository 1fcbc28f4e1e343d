"""Normalisation of names of communes for search, and of search texts.

One rule for both sides, in this module alone (docs/decisions/territory-search.md):

- letters lose their case, accents and ligatures; apostrophes, hyphens and every other sign
  become one space;
- « st », « ste », « sts », « stes » are read « saint », « sainte », « saints », « saintes »,
  and « s/ » is read « sur ».

The search text of a commune has all its names, each entry between bars, in three sections: its own
names, those of the communes that it absorbed, and its codes. A space stands before every word, so
that one pattern finds the beginnings of words: `| la ferte mace | ferte mace | lafertemace |/|
antoigny |/| 61004 | 61168 | 61600 |`.
"""

import re
import unicodedata
from collections.abc import Iterable

ENTRY = "|"
SECTION = "/"
LONGEST_QUERY = 80
LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss"})
ABBREVIATIONS = {"st": "saint", "ste": "sainte", "sts": "saints", "stes": "saintes"}
ARTICLES = ("le ", "la ", "les ", "l ")

_SUR = re.compile(r"(?<![^\W_])s/")
_MARKS = re.compile("[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+")
"""The blocks of combining marks, which a decomposed letter is followed by."""

_NOT_LETTERS = re.compile(r"[^a-z0-9]+")


def normalise(text: str) -> str:
    """Normalises a name or a query: plain words in lower case, one space apart.

    >>> normalise("St-Germain d’Aunay")
    'saint germain d aunay'
    """
    return " ".join(ABBREVIATIONS.get(word, word) for word in plain_words(text))


def plain_words(text: str) -> list[str]:
    """Returns the words of a text in lower case without accents, with their abbreviations
    unchanged.
    """
    letters = unicodedata.normalize("NFKD", text.casefold().translate(LIGATURES))
    return _NOT_LETTERS.sub(" ", _SUR.sub(" sur ", _MARKS.sub("", letters))).split()


def query_variants(text: str) -> list[str]:
    """Returns the possible readings of a query, best first; empty if it has no letter and no digit.

    A last word « st » is read « saint », but may also be the beginning of « Strasbourg ».
    """
    words = plain_words(text[:LONGEST_QUERY])
    if not words:
        return []
    expanded = [ABBREVIATIONS.get(word, word) for word in words]
    variants = [" ".join(expanded)]
    if words[-1] in ABBREVIATIONS:
        variants.append(" ".join([*expanded[:-1], words[-1]]))
    return variants


def spellings(name: str) -> list[str]:
    """Returns the ways in which a name may be typed: in full, without its article, and in one
    word."""
    whole = normalise(name)
    article = next((article for article in ARTICLES if whole.startswith(article)), "")
    bare = whole.removeprefix(article)
    candidates = [whole, bare, whole.replace(" ", "")]
    return list(dict.fromkeys(spelling for spelling in candidates if spelling))


def search_text(*, name: str, former_names: Iterable[str] = (), codes: Iterable[str] = ()) -> str:
    """Returns the text in which searches find a commune.

    `codes` are INSEE codes (its own and those of its former communes) and postcodes.
    """
    formers = [
        spelling for former_name in sorted(set(former_names)) for spelling in spellings(former_name)
    ]
    sections = [spellings(name), formers, sorted({code.lower() for code in codes})]
    return SECTION.join(
        "".join(f"{ENTRY} {entry} " for entry in dict.fromkeys(section)) + ENTRY
        for section in sections
    )
