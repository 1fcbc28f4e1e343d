"""What an editor puts on a page: one file a block, registered by being named here.

A block of another subject (an asset, a form) is a file beside these, which calls `add_block`, and a
line in this one. Nothing else changes: blocks stand in no migration.
"""

from bocage.outreach.editorial.blocks import (
    figures,
    gatherings,
    homes,
    live_figures,
    maps,
    pictures,
    quotes,
    text,
    workspaces,
)
from bocage.outreach.editorial.blocks.registry import add_block, body_blocks, is_live

__all__ = [
    "add_block",
    "body_blocks",
    "figures",
    "gatherings",
    "homes",
    "is_live",
    "live_figures",
    "maps",
    "pictures",
    "quotes",
    "text",
    "workspaces",
]
