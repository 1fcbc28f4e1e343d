"""Homes: what is for sale or to rent, the hidden market included, and who is told of it."""
