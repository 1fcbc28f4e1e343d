"""The thread of a project: what its household and the welcome write to each other, and who has read
it.
"""
