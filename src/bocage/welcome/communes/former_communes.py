"""Codes of communes that merged: former codes and current ones."""

from collections.abc import Iterable

from bocage.territory.models import FormerCommune


def codes_of_today(codes: Iterable[str]) -> dict[str, str]:
    """Maps each former code to the code of the current commune; one query."""
    former = FormerCommune.objects.filter(code__in=list(codes), commune__is_current=True)
    # A code shared by a current commune and a former namesake means the current one.
    return {code: today for code, today in former.values_list("code", "commune") if code != today}


def codes_of_before(codes: Iterable[str]) -> dict[str, str]:
    """Maps the former codes of some current communes to their current code; one query."""
    former = FormerCommune.objects.filter(commune__in=list(codes))
    return {code: today for code, today in former.values_list("code", "commune") if code != today}


def same_communes(codes: Iterable[str]) -> frozenset[str]:
    """Returns every code under which these communes are, or were, known; two queries."""
    requested = set(codes)
    today = codes_of_today(requested)
    current = requested | set(today.values())
    return frozenset(current | set(codes_of_before(current)))
