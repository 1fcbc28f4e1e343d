"""Dynamic blocks of letters: one file per block, which calls `registry.add_letter_block`.

Each is rendered for one reader, and omitted if it has nothing to show.
"""
