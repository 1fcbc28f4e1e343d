"""Ceremonies: the newcomers of a commune are presented, by its town hall or by several together."""
