"""Five years of a whole country, room by room: the data of the evidence bench.

Everything is copied (no operation, no trigger) and drawn from seeds, so that two loadings are
equal. Départements have random weights, communes are weighted by inhabitants, and each year has
more rows than the one before.
"""
