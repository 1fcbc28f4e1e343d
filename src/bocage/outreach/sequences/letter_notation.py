"""The notation of letters: Markdown, with directives between double brackets.

    Bonjour {prenom|à vous},

    [[logement offre=location pieces=4]]

    [[si ville=Paris,75]]
    Deux heures de train vous séparent d’ici.
    [[sinon]]
    Venez voir.
    [[fin]]

A block that has nothing to show is left out; with `sinon=rien`, the whole letter is not sent to
this person. The text of `{prenom|…}` after the bar is used if the name is unknown
(docs/guides/ecrire-des-lettres.md).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from bocage.foundation.formatting.plain_words import plain_words
from bocage.foundation.instance import current_instance
from bocage.outreach.campaigns.models import Family
from bocage.outreach.prospects.models.prospects import Prospect
from bocage.outreach.sequences.errors import UnknownNotation
from bocage.outreach.sequences.letter_blocks.registry import block_named, block_names
from bocage.outreach.shared.themes import Theme

LINE = re.compile(r"\[\[ *([^\W\d_]+)((?: +[a-z_]+=(?:\"[^\"]*\"|[^\s\"\]]+))*) *\]\]")
WORD = re.compile(r"([a-z_]+)=(?:\"([^\"]*)\"|([^\s\"\]]+))")
PLACEHOLDER = re.compile(r"\{(prenom|nom|ville|metier|territoire)(?:\|([^{}\n]{0,80}))?\}")
IF, ELSE, END = "si", "sinon", "fin"
MAX_LINES = 60

THEMES = {
    "vivre": Theme.LIVE,
    "travailler": Theme.WORK,
    "apprendre": Theme.LEARN,
    "transports": Theme.MOVE,
    "sante": Theme.HEALTH,
    "nature": Theme.NATURE,
    "prix": Theme.PRICE,
}
FAMILIES = {"seul": Family.ALONE, "deux": Family.COUPLE, "enfants": Family.CHILDREN}
CHOICES: dict[str, tuple[str, ...]] = {"interet": tuple(THEMES), "famille": tuple(FAMILIES)}
TESTS = ("ville", "interet", "famille")


@dataclass(frozen=True)
class Words:
    """Some lines of Markdown."""

    markdown: str


@dataclass(frozen=True)
class Call:
    """Call of a block, with the options given by the author."""

    name: str
    options: dict[str, str]
    stops_the_letter: bool


@dataclass(frozen=True)
class Choice:
    """Parts for readers who satisfy a condition, and parts for the others."""

    test: str
    values: tuple[str, ...]
    then_parts: tuple[Part, ...]
    else_parts: tuple[Part, ...]


Part = Words | Call | Choice


def read_letter(body: str) -> list[Part]:
    """Parses a letter into its parts, in order.

    Raises:
        UnknownNotation: a block or an option does not exist, or a « si » is not closed.
    """
    lines = body.replace("\r\n", "\n").split("\n")
    if sum(bool(LINE.fullmatch(line.strip())) for line in lines) > MAX_LINES:
        raise UnknownNotation(_("Cette lettre a trop de blocs."))
    reader = iter(lines)
    parts, ended_by = _read(reader, inside=False)
    if ended_by:
        raise UnknownNotation(_("« [[%s]] » ne ferme rien : il manque un « [[si …]] ».") % ended_by)
    return parts


def parts_for(parts: Iterable[Part], prospect: Prospect) -> Iterator[Words | Call]:
    """Yields the parts of a letter that a prospect reads, with its conditions resolved."""
    for part in parts:
        if isinstance(part, Choice):
            branch = part.then_parts if _is_true(part, prospect) else part.else_parts
            yield from parts_for(branch, prospect)
        else:
            yield part


def named_values(prospect: Prospect) -> dict[str, str]:
    """Returns the values of the names between braces for a prospect; empty where unknown."""
    name = prospect.name.split()
    return {
        "prenom": name[0] if name else "",
        "nom": prospect.name,
        "ville": " ".join(re.sub(r"\b\d{5}\b", "", prospect.origin).split()).strip(" ,()"),
        "metier": prospect.trade,
        "territoire": current_instance().territory_name,
    }


def with_names(text: str, prospect: Prospect) -> str:
    """Fills in the names in a subject line, and removes unprintable characters."""
    values = named_values(prospect)
    filled = PLACEHOLDER.sub(lambda match: values[match[1]] or match[2] or "", text)
    return " ".join("".join(sign if sign.isprintable() else " " for sign in filled).split())


def _read(lines: Iterator[str], *, inside: bool) -> tuple[list[Part], str]:
    """Parses the parts up to the end of the text, or up to the line that ends a « si »."""
    parts: list[Part] = []
    words: list[str] = []
    for line in lines:
        match = LINE.fullmatch(line.strip())
        if match is None:
            if line.strip().startswith("[["):
                raise UnknownNotation(_("Cette ligne ne se lit pas : « %s ».") % line.strip()[:60])
            words.append(line)
            continue
        parts += _words(words)
        name, options = match[1].lower(), _options(match[2])
        if name in {ELSE, END}:
            return parts, name
        if name == IF:
            if inside:
                raise UnknownNotation(_("Un « [[si …]] » n’en contient pas d’autre."))
            parts.append(_choice(options, lines))
        else:
            parts.append(_call(name, options))
    return [*parts, *_words(words)], ""


def _words(lines: list[str]) -> list[Part]:
    text = "\n".join(lines).strip("\n")
    lines.clear()
    return [Words(text)] if text.strip() else []


def _options(text: str) -> dict[str, str]:
    options: dict[str, str] = {}
    for match in WORD.finditer(text):
        if match[1] in options:
            raise UnknownNotation(_("« %s » est dit deux fois.") % match[1])
        options[match[1]] = match[2] if match[3] is None else match[3]
    return options


def _call(name: str, options: dict[str, str]) -> Call:
    block = block_named(name)
    if block is None:
        raise UnknownNotation(
            _("Le bloc « %(name)s » n’existe pas. Il y a : %(known)s.")
            % {"name": name, "known": ", ".join(block_names())}
        )
    words = {key: value for key, value in options.items() if key != ELSE}
    if options.get(ELSE, "rien") != "rien":
        raise UnknownNotation(_("Après « sinon= », seul « rien » se comprend."))
    block.check(words)
    return Call(name, words, stops_the_letter=ELSE in options)


def _choice(options: dict[str, str], lines: Iterator[str]) -> Choice:
    if len(options) != 1 or (test := next(iter(options))) not in TESTS:
        raise UnknownNotation(
            _("« [[si …]] » demande une chose : ville=…, interet=… ou famille=….")
        )
    values = tuple(filter(None, (plain_words(word) for word in options[test].split(","))))
    choices = CHOICES.get(test, ())
    unknown = [value for value in values if choices and value not in choices]
    if unknown or not values:
        raise UnknownNotation(
            _("« %(test)s » ne connaît pas « %(value)s ». Il y a : %(known)s.")
            % {
                "test": test,
                "value": ", ".join(unknown),
                "known": ", ".join(
                    choices or [_("un nom de ville, un code postal, un département")]
                ),
            }
        )
    then_parts, ended_by = _read(lines, inside=True)
    else_parts: list[Part] = []
    if ended_by == ELSE:
        else_parts, ended_by = _read(lines, inside=True)
    if ended_by != END:
        raise UnknownNotation(_("Un « [[si …]] » se termine par une ligne « [[fin]] »."))
    return Choice(test, values, tuple(then_parts), tuple(else_parts))


def _is_true(choice: Choice, prospect: Prospect) -> bool:
    if choice.test == "interet":
        return any(THEMES[value] in prospect.interests for value in choice.values)
    if choice.test == "famille":
        return any(FAMILIES[value] == prospect.family for value in choice.values)
    origin = plain_words(prospect.origin)
    words = re.findall(r"\w+", origin)
    return any(
        any(word.startswith(value) for word in words if word.isdigit() and len(word) == 5)
        if value.isdigit()
        else f" {value} " in f" {' '.join(words)} "
        for value in choice.values
    )
