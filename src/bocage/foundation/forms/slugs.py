"""Slugs: the part of an address that is made from a name."""

from typing import Any

from django.db.models import QuerySet
from django.utils.text import slugify


def free_slug(name: str, rows: QuerySet[Any], *, longest: int, default: str) -> str:
    """Makes a slug from `name` that none of `rows` has; their constraint settles a race.

    `longest` limits its length without the number that makes it unique; `default` is used for a
    name without a letter.
    """
    stem = slugify(name)[:longest] or default
    used = set(rows.filter(slug__startswith=stem).values_list("slug", flat=True))
    numbered = (f"{stem}-{number}" for number in range(2, len(used) + 3))
    return next(slug for slug in (stem, *numbered) if slug not in used)
