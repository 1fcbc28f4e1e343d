"""Households that came to live somewhere."""

from tests.welcome.factories import ProjectFactory


def add_settled_household(commune, day, **fields):
    """A household of four that moved to a commune on a day."""
    return ProjectFactory(settled=True, commune=commune, moved_in_on=day, **fields)
