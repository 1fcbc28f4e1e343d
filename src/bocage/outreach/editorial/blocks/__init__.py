"""Blocks of editorial pages: one file per block, which calls `registry.add_block`.

A block of another subject (an asset, a form) is one more file here, and nothing else changes:
migrations do not list blocks. A room of an upper floor adds its own in its `editorial_blocks.py`.
"""
