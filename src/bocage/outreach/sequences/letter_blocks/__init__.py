"""What a letter shows of what is here today: one file a block, which calls
`registry.add_letter_block`. Each draws for one person, and nothing where nothing fits.
"""
