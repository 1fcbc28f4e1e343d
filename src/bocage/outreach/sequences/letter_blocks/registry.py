"""What a block of a letter is, and how it is found by its name."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from operator import attrgetter

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from bocage.foundation.registry import Registry
from bocage.outreach.editorial.blocks.communes import commune_named
from bocage.outreach.prospects.models.prospects import Prospect
from bocage.outreach.sequences.errors import UnknownNotation
from bocage.territory.models import Departement

MOST_SHOWN = 4
LONGEST_VALUE = 80
LARGEST_NUMBER = 10_000_000


@dataclass(frozen=True, kw_only=True)
class BlockReader:
    """For whom a block is drawn, and in which language; what nobody is known of is blank."""

    prospect: Prospect
    departement: Departement
    language: str


@dataclass(frozen=True, kw_only=True)
class BlockItem:
    """One thing that a block shows. `address` is a path of this site, or nothing."""

    title: str
    detail: str = ""
    address: str = ""


@dataclass(frozen=True, kw_only=True)
class DrawnBlock:
    """What a block shows to one person: a title, some things, words of somebody, where to go on."""

    title: str
    words: str = ""
    quote: str = ""
    who: str = ""
    items: Sequence[BlockItem] = ()
    more: str = ""
    more_address: str = ""

    def addressed(self, addressed: Callable[[str], str]) -> DrawnBlock:
        """The same with whole addresses."""
        return replace(
            self,
            items=[
                replace(one, address=addressed(one.address) if one.address else "")
                for one in self.items
            ],
            more_address=addressed(self.more_address) if self.more_address else "",
        )

    def as_text(self) -> str:
        """The same in plain text."""
        said = [self.title.upper(), self.words]
        if self.quote:
            said.append(" ".join(filter(None, [f"« {self.quote} »", self.who])))
        said += [
            "\n  ".join(filter(None, [f"- {one.title}", one.detail, one.address]))
            for one in self.items
        ]
        if self.more_address:
            said.append(f"{self.more} : {self.more_address}")
        return "\n\n".join(filter(None, said))


Draw = Callable[[BlockReader, Mapping[str, str]], DrawnBlock | None]


@dataclass(frozen=True, kw_only=True)
class LetterBlock:
    """A block under the name that letters keep. `words` are those that it knows, each with what
    its value must be: a choice, or « nombre » and « commune » for what is read."""

    name: str
    rank: int
    label: str | Promise
    example: str
    draw: Draw
    words: Mapping[str, Sequence[str] | str] = field(default_factory=dict)

    def check(self, said: Mapping[str, str]) -> None:
        """Whether what an author says of it can be understood.

        Raises:
            UnknownNotation: it cannot.
        """
        for word, value in said.items():
            known = self.words.get(word)
            if known is None:
                raise UnknownNotation(
                    _("Le bloc « %(name)s » ne connaît pas « %(word)s ». Il connaît : %(known)s.")
                    % {"name": self.name, "word": word, "known": ", ".join(self.words) or "–"}
                )
            if len(value) > LONGEST_VALUE or not _fits(value, known):
                raise UnknownNotation(
                    _("« %(word)s=%(value)s » : cela ne se comprend pas dans « %(name)s ».")
                    % {"word": word, "value": value[:40], "name": self.name}
                )


def _fits(value: str, known: Sequence[str] | str) -> bool:
    """Whether a value is of the kind that a word takes: one of some, or what is read."""
    if known == "nombre":
        return value.isascii() and value.isdecimal() and 0 < int(value) <= LARGEST_NUMBER
    if known == "commune":
        return commune_named(value) is not None
    if known == "texte":
        return bool(value.strip())
    return value in known


_blocks = Registry[LetterBlock](order=attrgetter("rank", "name"))

add_letter_block = _blocks.declaring(LetterBlock)
"""Offer a block to those who write letters."""


def block_named(name: str) -> LetterBlock | None:
    """The block of a name, if there is one."""
    return _blocks.get(name)


def block_names() -> list[str]:
    """The names that letters may use, in the order in which they are offered."""
    return [block.name for block in _blocks]


def letter_blocks() -> list[LetterBlock]:
    """Every block, in that order."""
    return list(_blocks)


def how_many(said: Mapping[str, str], *, usual: int) -> int:
    """How many things an author asks for: `usual` where they say nothing, four at most."""
    return min(int(said.get("combien", usual)), MOST_SHOWN)
