"""Five years of a whole country, room by room: what the bench of the evidence counts.

Everything is copied (no operation, no trigger) and drawn from seeds, so that two loadings hold the
same. A département has more or less of everything, its communes as many as they have inhabitants,
and each year more than the one before.
"""
