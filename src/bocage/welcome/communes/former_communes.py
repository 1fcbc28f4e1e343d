"""Communes that merged: what was entrusted or written in one of before stands for that of today."""

from collections.abc import Iterable

from bocage.territory.models import FormerCommune


def codes_of_today(codes: Iterable[str]) -> dict[str, str]:
    """Maps each former code to the code of the current commune; one query."""
    former = FormerCommune.objects.filter(code__in=list(codes), commune__is_current=True)
    # A code that both a commune of today and its namesake of before bear is the one of today.
    return {code: today for code, today in former.values_list("code", "commune") if code != today}


def codes_of_before(codes: Iterable[str]) -> dict[str, str]:
    """Maps the former codes of some current communes to their current code; one query."""
    former = FormerCommune.objects.filter(commune__in=list(codes))
    return {code: today for code, today in former.values_list("code", "commune") if code != today}


def same_communes(codes: Iterable[str]) -> frozenset[str]:
    """Returns every code under which these communes are, or were, known; two queries."""
    given = set(codes)
    today = codes_of_today(given)
    now = given | set(today.values())
    return frozenset(now | set(codes_of_before(now)))
