"""The blocks that a page may hold, in the order in which an editor is offered them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from operator import attrgetter

from wagtail.blocks import Block

from bocage.foundation.registry import Registry


@dataclass(frozen=True, kw_only=True)
class BodyBlock:
    """A block, registered under the name that stored pages use, which must never change."""

    name: str
    block: Block
    rank: int
    live: bool
    """True if its content changes without an edit: the page cache then has a short lifetime."""


_blocks = Registry[BodyBlock](order=attrgetter("rank", "name"))


def add_block(name: str, block: Block, *, rank: int, live: bool = False) -> None:
    """Registers a block for editors."""
    _blocks.add(BodyBlock(name=name, block=block, rank=rank, live=live))


def body_blocks() -> Iterable[tuple[str, Block]]:
    """Returns the blocks that the body of a page may hold. They are read when a page first needs
    them, because rooms of upper floors add their blocks at startup, after the page models are
    created.
    """
    return _OfferedBlocks()


class _OfferedBlocks:
    """The blocks that are registered by the time they are read."""

    def __iter__(self) -> Iterator[tuple[str, Block]]:
        for offered in _blocks:
            yield offered.name, offered.block


def is_live(name: str) -> bool:
    """Checks whether a block shows content that changes without an editor."""
    return name in _blocks and _blocks[name].live
