"""No sentence builds French grammar by hand: see bocage.foundation.formatting.grammar."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from babel.messages.pofile import read_po

import bocage

SOURCES = Path(bocage.__file__).parent

# Values allowed after « de », « à », « du », « au » as they are. Others are assumed to be names.
DAYS_AND_HOURS = """
    date day deadline end end_day first first_day full_date hour last monday moment now visit_day
    start start_day time until until_words year after edition
"""
NUMBERS = """
    all amount before budget cents costs count distance few found high km least low minutes most
    max_compared neighbours new percent price ratio rooms size surface value
"""
ADDRESSES = "address contact contact_email domain email folder host log sender server"
AS_IT_IS = frozenset(f"{DAYS_AND_HOURS} {NUMBERS} {ADDRESSES}".split())
# People and households: « à » neither contracts nor elides before them.
PEOPLE = frozenset(["names", "next", "person", "project", "who"])
# Settings and bounds that are never one, lengths of time in words, and words that no number counts.
BOUNDS_AND_LENGTHS = """
    all amended amount days density done few fewest figure income listed lookups max_length
    min_length minutes months most max_compared neighbours people planned rows share spent unit
"""
NEVER_ONE = frozenset(BOUNDS_AND_LENGTHS.split())

PLACEHOLDER = r"(?:%\((?P<name>\w+)\)[sd]|\{\{ ?(?P<variable>\w+)[^}]*\}\}|\{(?P<field>\w+)\})"
HAND_MADE_OF = re.compile(r"(?:\b[dD](?:e|u|es)\s|\b[dD][’'])" + PLACEHOLDER)
HAND_MADE_AT = re.compile(r"\b(?:[àÀ]|[aA]ux?)\s" + PLACEHOLDER)
A_BOUND = r"(?<!lus de\s)(?<!moins de\s)(?<!au moins\s)(?<!partir de\s)(?<!jusqu’à\s)"
NO_NOUN = r"(?!(?:vous|sans|depuis|des|plus|près|auprès|après)\b)"
HAND_MADE_PLURAL = re.compile(
    A_BOUND + r"%\((\w+)\)[sd]\s" + NO_NOUN + r"[a-zà-ÿœ]{2,}[sx]\b(?![’-])"
)
TRANSLATED = re.compile(r"\{%\s*blocktranslate.*?endblocktranslate\s*%\}", re.DOTALL)


def _french() -> Iterator[tuple[str, str, bool]]:
    """Give each sentence of the catalogues: its file, its words, whether it has a plural."""
    for path in sorted(SOURCES.glob("*/locale/en/LC_MESSAGES/django.po")):
        with path.open("rb") as file:
            for message in read_po(file):
                place = f"{path.parts[-5]}: {message.locations[0][0] if message.locations else ''}"
                if isinstance(message.id, str):
                    yield place, message.id, False
                else:
                    yield from ((place, words, True) for words in message.id)
    yield from _declared()


def _declared() -> Iterator[tuple[str, str, bool]]:
    """Yields the French of declarations that hold both languages (`Words`, `CountWords`)."""
    for path in sorted(SOURCES.glob("**/ranking_criteria/*.py")):
        for call in ast.walk(ast.parse(path.read_text())):
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Name):
                has_plural = call.func.id == "CountWords"
                for keyword in call.keywords if call.func.id in {"Words", "CountWords"} else ():
                    if keyword.arg == "fr":
                        value = ast.literal_eval(keyword.value)
                        for words in value if has_plural else (value,):
                            yield path.stem, words, has_plural


def _hand_made(words: str) -> list[str]:
    allowed = ((HAND_MADE_OF, AS_IT_IS), (HAND_MADE_AT, AS_IT_IS | PEOPLE))
    return [
        match.group()
        for pattern, names in allowed
        for match in pattern.finditer(words)
        if (match["name"] or match["variable"] or match["field"]) not in names
    ]


def test_no_sentence_puts_a_preposition_before_a_name_by_hand():
    mistakes = [(place, hit) for place, words, _ in _french() for hit in _hand_made(words)]

    assert mistakes == [], "say %(of_x)s with of_name, or %(at_x)s with at_name"


def test_no_template_puts_a_preposition_before_a_name_by_hand():
    mistakes = [
        (str(path.relative_to(SOURCES)), hit)
        for suffix in ("html", "txt")
        for path in sorted(SOURCES.glob(f"*/templates/**/*.{suffix}"))
        for hit in _hand_made(TRANSLATED.sub("", path.read_text()))
    ]

    assert mistakes == []


def test_no_sentence_writes_a_plural_without_its_singular():
    mistakes = [
        (place, match.group())
        for place, words, is_counted in _french()
        if not is_counted
        for match in HAND_MADE_PLURAL.finditer(words)
        if match[1] not in NEVER_ONE
    ]

    assert mistakes == [], "use ngettext, or {% blocktranslate count %}"
