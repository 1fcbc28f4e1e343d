"""Awareness meetings: the town halls of an intercommunalité hear what the welcome brings them."""
