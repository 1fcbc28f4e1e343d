"""Awareness meetings: the welcome is presented to the town halls of an intercommunalité."""
