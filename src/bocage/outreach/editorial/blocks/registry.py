"""The blocks that a page may hold, in the order in which an editor is offered them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from operator import attrgetter

from wagtail.blocks import Block

from bocage.foundation.registry import Registry


@dataclass(frozen=True, kw_only=True)
class BodyBlock:
    """A block under the name that pages keep, which never changes."""

    name: str
    block: Block
    rank: int
    live: bool
    """It shows what changes by itself, so a page that holds it is not kept for long."""


_blocks = Registry[BodyBlock](order=attrgetter("rank", "name"))


def add_block(name: str, block: Block, *, rank: int, live: bool = False) -> None:
    """Offer a block to editors."""
    _blocks.add(BodyBlock(name=name, block=block, rank=rank, live=live))


def body_blocks() -> Iterable[tuple[str, Block]]:
    """What the body of a page may hold. It is read when a page first asks for it: rooms of upper
    floors add their blocks once the product starts, after the models of pages are made."""
    return _OfferedBlocks()


class _OfferedBlocks:
    """The blocks that are registered by the time they are read."""

    def __iter__(self) -> Iterator[tuple[str, Block]]:
        for offered in _blocks:
            yield offered.name, offered.block


def is_live(name: str) -> bool:
    """Whether a block shows what changes by itself."""
    return name in _blocks and _blocks[name].live
