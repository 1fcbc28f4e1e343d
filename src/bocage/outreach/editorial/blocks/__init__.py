"""What an editor puts on a page: one file a block, which calls `registry.add_block`.

A block of another subject (an asset, a form) is a file beside these. Nothing else changes: blocks
stand in no migration. A room of an upper floor adds its own in its `editorial_blocks.py`.
"""
