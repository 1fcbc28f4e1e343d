"""The life of projects: the board, stages with what each asks for, lists of tasks and their
templates, the digests of the morning, and two projects of one household made into one.
"""
