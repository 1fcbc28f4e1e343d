"""Definition of letter blocks, and their registry by name."""

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

MAX_SHOWN = 4
LONGEST_VALUE = 80
LARGEST_NUMBER = 10_000_000


@dataclass(frozen=True, kw_only=True)
class BlockReader:
    """Reader for whom a block is rendered, with their département and language; unknown fields of
    the prospect are blank."""

    prospect: Prospect
    departement: Departement
    language: str


@dataclass(frozen=True, kw_only=True)
class BlockItem:
    """Item shown by a block. `address` is a path of this site, or empty."""

    title: str
    detail: str = ""
    address: str = ""


@dataclass(frozen=True, kw_only=True)
class DrawnBlock:
    """Content of a block for one reader: a title, a text, a quotation, some items, and a link to
    see more.
    """

    title: str
    words: str = ""
    quote: str = ""
    attribution: str = ""
    items: Sequence[BlockItem] = ()
    link_label: str = ""
    link_address: str = ""

    def addressed(self, addressed: Callable[[str], str]) -> DrawnBlock:
        """Returns a copy with the paths made absolute by `addressed`."""
        return replace(
            self,
            items=[
                replace(item, address=addressed(item.address) if item.address else "")
                for item in self.items
            ],
            link_address=addressed(self.link_address) if self.link_address else "",
        )

    def as_text(self) -> str:
        """Returns the block in plain text."""
        lines = [self.title.upper(), self.words]
        if self.quote:
            lines.append(" ".join(filter(None, [f"« {self.quote} »", self.attribution])))
        lines += [
            "\n  ".join(filter(None, [f"- {item.title}", item.detail, item.address]))
            for item in self.items
        ]
        if self.link_address:
            lines.append(f"{self.link_label} : {self.link_address}")
        return "\n\n".join(filter(None, lines))


Draw = Callable[[BlockReader, Mapping[str, str]], DrawnBlock | None]


@dataclass(frozen=True, kw_only=True)
class LetterBlock:
    """A block, registered under the name used in letters. `words` maps each option to its values: a
    list of choices, or « nombre », « commune » or « texte » for free values."""

    name: str
    rank: int
    label: str | Promise
    example: str
    draw: Draw
    words: Mapping[str, Sequence[str] | str] = field(default_factory=dict)

    def check(self, options: Mapping[str, str]) -> None:
        """Checks the options that an author gives to the block.

        Raises:
            UnknownNotation: an option is unknown, too long, or has a value that does not fit.
        """
        for word, value in options.items():
            choices = self.words.get(word)
            if choices is None:
                raise UnknownNotation(
                    _("Le bloc « %(name)s » ne connaît pas « %(word)s ». Il connaît : %(known)s.")
                    % {"name": self.name, "word": word, "known": ", ".join(self.words) or "–"}
                )
            if len(value) > LONGEST_VALUE or not _fits(value, choices):
                raise UnknownNotation(
                    _("« %(word)s=%(value)s » : cela ne se comprend pas dans « %(name)s ».")
                    % {"word": word, "value": value[:40], "name": self.name}
                )


def _fits(value: str, choices: Sequence[str] | str) -> bool:
    """Checks whether a value is valid for an option: one of its choices, or of its type."""
    if choices == "nombre":
        return value.isascii() and value.isdecimal() and 0 < int(value) <= LARGEST_NUMBER
    if choices == "commune":
        return commune_named(value) is not None
    if choices == "texte":
        return bool(value.strip())
    return value in choices


_blocks = Registry[LetterBlock](order=attrgetter("rank", "name"))

add_letter_block = _blocks.declaring(LetterBlock)
"""Makes a block available to authors of letters."""


def block_named(name: str) -> LetterBlock | None:
    """Returns the block of a name; None if there is none."""
    return _blocks.get(name)


def block_names() -> list[str]:
    """Lists the names of blocks that letters may use, in the order of the registry."""
    return [block.name for block in _blocks]


def letter_blocks() -> list[LetterBlock]:
    """Lists every block of letters, in the order of the registry."""
    return list(_blocks)


def how_many(options: Mapping[str, str], *, usual: int) -> int:
    """Returns the number of items that an author requests with `combien`: `usual` by default,
    `MAX_SHOWN` at most.
    """
    return min(int(options.get("combien", usual)), MAX_SHOWN)
