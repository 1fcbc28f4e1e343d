"""The notation of letters: Markdown, with lines between double brackets.

    Bonjour {prenom|à vous},

    [[logement offre=location pieces=4]]

    [[si ville=Paris,75]]
    Deux heures de train vous séparent d’ici.
    [[sinon]]
    Venez voir.
    [[fin]]

A block that has nothing to show is left out; with `sinon=rien`, the whole letter is not sent to
this person. The words of `{prenom|…}` after the bar stand where nothing is known
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
NAMED = re.compile(r"\{(prenom|nom|ville|metier|territoire)(?:\|([^{}\n]{0,80}))?\}")
IF, ELSE, END = "si", "sinon", "fin"
MOST_LINES = 60

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
KNOWN: dict[str, tuple[str, ...]] = {"interet": tuple(THEMES), "famille": tuple(FAMILIES)}
TESTS = ("ville", "interet", "famille")


@dataclass(frozen=True)
class Words:
    """Some lines of Markdown."""

    markdown: str


@dataclass(frozen=True)
class Call:
    """Call of a block, with the options given by the author."""

    name: str
    said: dict[str, str]
    stops_the_letter: bool


@dataclass(frozen=True)
class Choice:
    """Parts for those of whom something is true, and parts for the others."""

    test: str
    values: tuple[str, ...]
    then: tuple[Part, ...]
    otherwise: tuple[Part, ...]


Part = Words | Call | Choice


def read_letter(body: str) -> list[Part]:
    """Parses a letter into its parts, in order.

    Raises:
        UnknownNotation: a block or an option does not exist, or a « si » is not closed.
    """
    lines = body.replace("\r\n", "\n").split("\n")
    if sum(bool(LINE.fullmatch(line.strip())) for line in lines) > MOST_LINES:
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
            chosen = part.then if _is_true(part, prospect) else part.otherwise
            yield from parts_for(chosen, prospect)
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
    filled = NAMED.sub(lambda found: values[found[1]] or found[2] or "", text)
    return " ".join("".join(sign if sign.isprintable() else " " for sign in filled).split())


def _read(lines: Iterator[str], *, inside: bool) -> tuple[list[Part], str]:
    """The parts up to the end, or up to the line that ends a « si »."""
    parts: list[Part] = []
    words: list[str] = []
    for line in lines:
        found = LINE.fullmatch(line.strip())
        if found is None:
            if line.strip().startswith("[["):
                raise UnknownNotation(_("Cette ligne ne se lit pas : « %s ».") % line.strip()[:60])
            words.append(line)
            continue
        parts += _words(words)
        name, said = found[1].lower(), _said(found[2])
        if name in {ELSE, END}:
            return parts, name
        if name == IF:
            if inside:
                raise UnknownNotation(_("Un « [[si …]] » n’en contient pas d’autre."))
            parts.append(_choice(said, lines))
        else:
            parts.append(_call(name, said))
    return [*parts, *_words(words)], ""


def _words(lines: list[str]) -> list[Part]:
    text = "\n".join(lines).strip("\n")
    lines.clear()
    return [Words(text)] if text.strip() else []


def _said(text: str) -> dict[str, str]:
    said: dict[str, str] = {}
    for found in WORD.finditer(text):
        if found[1] in said:
            raise UnknownNotation(_("« %s » est dit deux fois.") % found[1])
        said[found[1]] = found[2] if found[3] is None else found[3]
    return said


def _call(name: str, said: dict[str, str]) -> Call:
    block = block_named(name)
    if block is None:
        raise UnknownNotation(
            _("Le bloc « %(name)s » n’existe pas. Il y a : %(known)s.")
            % {"name": name, "known": ", ".join(block_names())}
        )
    words = {key: value for key, value in said.items() if key != ELSE}
    if said.get(ELSE, "rien") != "rien":
        raise UnknownNotation(_("Après « sinon= », seul « rien » se comprend."))
    block.check(words)
    return Call(name, words, stops_the_letter=ELSE in said)


def _choice(said: dict[str, str], lines: Iterator[str]) -> Choice:
    if len(said) != 1 or (test := next(iter(said))) not in TESTS:
        raise UnknownNotation(
            _("« [[si …]] » demande une chose : ville=…, interet=… ou famille=….")
        )
    values = tuple(filter(None, (plain_words(one) for one in said[test].split(","))))
    known = KNOWN.get(test, ())
    unknown = [value for value in values if known and value not in known]
    if unknown or not values:
        raise UnknownNotation(
            _("« %(test)s » ne connaît pas « %(value)s ». Il y a : %(known)s.")
            % {
                "test": test,
                "value": ", ".join(unknown),
                "known": ", ".join(known or [_("un nom de ville, un code postal, un département")]),
            }
        )
    then, ended_by = _read(lines, inside=True)
    otherwise: list[Part] = []
    if ended_by == ELSE:
        otherwise, ended_by = _read(lines, inside=True)
    if ended_by != END:
        raise UnknownNotation(_("Un « [[si …]] » se termine par une ligne « [[fin]] »."))
    return Choice(test, values, tuple(then), tuple(otherwise))


def _is_true(choice: Choice, prospect: Prospect) -> bool:
    if choice.test == "interet":
        return any(THEMES[one] in prospect.interests for one in choice.values)
    if choice.test == "famille":
        return any(FAMILIES[one] == prospect.family for one in choice.values)
    origin = plain_words(prospect.origin)
    words = re.findall(r"\w+", origin)
    return any(
        any(word.startswith(one) for word in words if word.isdigit() and len(word) == 5)
        if one.isdigit()
        else f" {one} " in f" {' '.join(words)} "
        for one in choice.values
    )
