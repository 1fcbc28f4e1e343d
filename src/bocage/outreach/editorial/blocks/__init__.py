"""What an editor puts on a page: one file a block, registered by being named here.

A block of another subject (an asset, a form) is a file beside these, which calls `add_block`, and a
line in this one. Nothing else changes: blocks stand in no migration. A room of an upper floor calls
`add_block` when it starts, from its `apps.py`.
"""

from bocage.outreach.editorial.blocks import (
    assets,
    calls,
    contact,
    figures,
    gatherings,
    homes,
    live_figures,
    maps,
    page_lists,
    pictures,
    questions,
    quotes,
    text,
    workspaces,
)
from bocage.outreach.editorial.blocks.registry import add_block, body_blocks, is_live

__all__ = [
    "add_block",
    "assets",
    "body_blocks",
    "calls",
    "contact",
    "figures",
    "gatherings",
    "homes",
    "is_live",
    "live_figures",
    "maps",
    "page_lists",
    "pictures",
    "questions",
    "quotes",
    "text",
    "workspaces",
]
