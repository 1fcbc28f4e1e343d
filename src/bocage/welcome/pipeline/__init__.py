"""Pipeline of projects: the board, stages and their conditions, task lists and their templates,
morning digests, and merges of two projects of one household.
"""
