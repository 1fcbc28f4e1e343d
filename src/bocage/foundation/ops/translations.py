"""Translations: sentences are French in the code, and each room translates them to English.

Each room has one catalogue, `locale/en/LC_MESSAGES/django.po`. Babel extracts the messages and
writes the catalogues, so no tool outside the project is needed. Templates go through Django's
own `templatize`, so that a message is extracted exactly as Django will look it up.

French needs a catalogue for its plurals: zero is singular in French, and without one gettext
would use the English rule. `compile_room` writes it from the sentences of the English catalogue,
unchanged: Django searches the catalogues of all applications twice for a missing message.
"""

import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

from bocage.foundation.formatting.typography import is_typeset

LANGUAGE = "en"
LAZY_KEYWORDS = {
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
KEYWORDS = {**DEFAULT_KEYWORDS, **LAZY_KEYWORDS}
SOURCE_SUFFIXES = {".py", ".html", ".txt"}

_Strings = str | tuple[str, ...] | list[str] | None
"""A translation: one sentence, or one for each number."""


@dataclass
class CatalogueProblems:
    """Problems of a catalogue; empty lists if there are none.

    `ordinary_spaces` are French sentences that break their lines before a mark: see
    `foundation.formatting.typography`.
    """

    untranslated: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    obsolete: list[str] = field(default_factory=list)
    wrong_placeholders: list[str] = field(default_factory=list)
    ordinary_spaces: list[str] = field(default_factory=list)

    def __bool__(self) -> bool:
        return any(vars(self).values())


def catalogue_path(room: Path) -> Path:
    return room / "locale" / LANGUAGE / "LC_MESSAGES" / "django.po"


def extract_room(room: Path) -> Catalog:
    """Extracts all the messages of a room's Python files and templates into an empty English
    catalogue.
    """
    catalogue = Catalog(locale=LANGUAGE, charset="utf-8", fuzzy=False)
    for source in _sources(room):
        location = source.relative_to(room).as_posix()
        for line, message, comments, context in _messages_of(source):
            catalogue.add(
                message, locations=[(location, line)], auto_comments=comments, context=context
            )
    return catalogue


def read_catalogue(room: Path) -> Catalog:
    """Returns the English catalogue of a room, empty if there is none."""
    path = catalogue_path(room)
    if not path.exists():
        return Catalog(locale=LANGUAGE)
    return read_po(io.BytesIO(path.read_bytes()), locale=LANGUAGE)


def update_room(room: Path) -> None:
    """Brings a room's catalogue up to its sources: new messages empty, dead ones removed."""
    sources = extract_room(room)
    if not len(sources) and not catalogue_path(room).exists():
        return
    catalogue = read_catalogue(room)
    for message in sources:
        former = catalogue.get(message.id, message.context) if message.id else None
        if former is not None:
            message.string = _in_the_forms_of(message, former.string)
    path = catalogue_path(room)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_po(file, sources, width=100, sort_output=True, include_lineno=False)
    _drop_dates(path)


def problems_of(room: Path) -> CatalogueProblems:
    """Compares a room's catalogue with its sources."""
    sources, catalogue = extract_room(room), read_catalogue(room)
    problems = CatalogueProblems()
    for message in _real(sources):
        if catalogue.get(message.id, message.context) is None:
            problems.missing.append(_name(message))
        if not all(is_typeset(words) for words in _forms(message)):
            problems.ordinary_spaces.append(_name(message))
    for message in _real(catalogue):
        if sources.get(message.id, message.context) is None:
            problems.obsolete.append(_name(message))
        elif message.fuzzy or not _is_translated(message):
            problems.untranslated.append(_name(message))
        elif list(message.check()):
            problems.wrong_placeholders.append(_name(message))
    return problems


def conflicting_translations(rooms: Iterable[Path]) -> Iterator[str]:
    """Yields the French sentences that rooms translate differently to English, with each
    translation.

    Django merges the catalogues of all rooms, hence has one translation of a sentence: those with
    different meanings need a context each.
    """
    sentences: dict[tuple[str | None, object], dict[object, list[str]]] = {}
    for room in rooms:
        for message in _real(read_catalogue(room)):
            translations = sentences.setdefault((message.context, _key(message.id)), {})
            translations.setdefault(_key(message.string), []).append(room.name)
    for (_context, sentence), translations in sorted(sentences.items(), key=str):
        if len(translations) > 1:
            yield f"{sentence}: " + ", ".join(
                f"{english} ({', '.join(names)})" for english, names in translations.items()
            )


def compile_room(room: Path) -> None:
    """Writes the binary catalogues that Django reads: English, and French as it is written."""
    if not catalogue_path(room).exists():
        return
    english = read_catalogue(room)
    with catalogue_path(room).with_suffix(".mo").open("wb") as file:
        write_mo(file, english)
    french = Catalog(locale="fr")
    for message in _real(english):
        string = tuple(message.id) if message.pluralizable else message.id
        french.add(message.id, string=string, context=message.context)
    path = room / "locale" / "fr" / "LC_MESSAGES" / "django.mo"
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_mo(file, french)


def _sources(room: Path) -> Iterator[Path]:
    for path in sorted(room.rglob("*")):
        inside = path.relative_to(room).parts
        if path.suffix in SOURCE_SUFFIXES and "migrations" not in inside and "static" not in inside:
            yield path


def _messages_of(source: Path) -> Iterable[tuple[int, Any, list[str], str | None]]:
    text = source.read_text(encoding="utf-8")
    if source.suffix != ".py":
        # The output of templatize is parsed as Python, where indentation matters.
        text = "\n".join(line.strip() for line in templatize(text).splitlines())
    return extract(
        "python",
        io.BytesIO(text.encode()),
        keywords=KEYWORDS,
        comment_tags=("Translators:",),
        options={"encoding": "utf-8"},
    )


def _in_the_forms_of(message: Message, strings: _Strings) -> _Strings:
    """Adapts a translation to a message that has gained or lost a plural."""
    if message.pluralizable and isinstance(strings, str):
        return (strings, "")
    if not message.pluralizable and isinstance(strings, list | tuple):
        return strings[0]
    return strings


def _real(catalogue: Catalog) -> Iterator[Message]:
    return (message for message in catalogue if message.id)


def _key(words: Any) -> object:
    return tuple(words) if isinstance(words, list | tuple) else words


def _is_translated(message: Message) -> bool:
    strings = message.string if isinstance(message.string, list | tuple) else [message.string]
    return all(strings)


def _forms(message: Message) -> tuple[str, ...]:
    """Returns the French sentence, or its singular and its plural."""
    return tuple(message.id) if isinstance(message.id, list | tuple) else (str(message.id),)


def _name(message: Message) -> str:
    return _forms(message)[0]


def _drop_dates(path: Path) -> None:
    """Removes the dates of a catalogue, which would make branches differ without a change."""
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    dated = ("POT-Creation-Date", "PO-Revision-Date", "Last-Translator", "Generated-By")
    undated_lines = [line for line in lines if not any(name in line for name in dated)]
    path.write_text("".join(undated_lines), encoding="utf-8")
