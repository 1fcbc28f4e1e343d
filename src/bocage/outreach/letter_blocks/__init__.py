"""What a letter shows of what is here today: one file a block, registered by being named here.

A block of another subject is a file beside these, which calls `add_letter_block`, and a line in
this one. Each draws for one person, and nothing where nothing fits.
"""

from bocage.outreach.letter_blocks import (
    gatherings,
    homes,
    stays,
    testimonies,
    workspaces,
)
from bocage.outreach.letter_blocks.registry import (
    BlockItem,
    BlockReader,
    DrawnBlock,
    LetterBlock,
    add_letter_block,
    block_named,
    block_names,
    letter_blocks,
)

__all__ = [
    "BlockItem",
    "BlockReader",
    "DrawnBlock",
    "LetterBlock",
    "add_letter_block",
    "block_named",
    "block_names",
    "gatherings",
    "homes",
    "letter_blocks",
    "stays",
    "testimonies",
    "workspaces",
]
