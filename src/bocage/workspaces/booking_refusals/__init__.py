"""Refusals of a booking: the sentences, and the checks of its period and of who may book."""
