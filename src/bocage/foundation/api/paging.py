"""Cursor pagination of lists: rows that are added meanwhile do not shift the following pages.

A cursor is the position of the last row in the order of the list, signed against forgery. It is
valid for that list alone, as long as the list and its order exist.
"""

from collections.abc import Callable, Sequence
from typing import Any, Self, cast

from django.core import signing
from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from pydantic import Field

from bocage.foundation.api.fields import Answer, Filters
from bocage.foundation.api.problems import Misfit, ValuesInvalid

MAX_ON_A_PAGE = 200
USUAL_PAGE = 50
LONGEST_CURSOR = 600


class Paging(Filters):
    """Query parameters that select one page of a list; the filters of each list extend it."""

    curseur: str = Field(
        "",
        max_length=LONGEST_CURSOR,
        description="The `next_cursor` of the page before; the first page without it.",
    )
    taille: int = Field(
        USUAL_PAGE, ge=1, le=MAX_ON_A_PAGE, description="How many rows a page has at most."
    )


class Page[Row](Answer):
    """Page of a list, with the cursor and the address of the next page."""

    items: list[Row]
    next_cursor: str | None = Field(
        description="Ask again with `curseur` set to it; null on the last page."
    )
    next: str | None = Field(
        description="The address of the next page, which the `Link` header gives too."
    )

    @classmethod
    def of(cls, request: HttpRequest, items: Sequence[Any], next_cursor: str | None) -> Self:
        """Returns a page of these rows, with the address of the next page if there is a cursor."""
        following = _address(request, next_cursor) if next_cursor else None
        return cls(items=cast("list[Row]", items), next_cursor=next_cursor, next=following)


def _address(request: HttpRequest, cursor: str) -> str:
    parameters = request.GET.copy()
    parameters["curseur"] = cursor
    return request.build_absolute_uri(f"{request.path}?{parameters.urlencode()}")


def page_of_rows[M: Model](
    rows: QuerySet[M], paging: Paging, *, order: Sequence[str]
) -> tuple[list[M], str | None]:
    """Returns the rows of a page, and the cursor of the next one; one statement, whatever the page.

    `order` names columns that have a value in every row, the last one unique; `-` before a name
    turns it round.

    Raises:
        ValuesInvalid: the cursor is not one of this list.
    """
    ordered = rows.order_by(*order)
    if paging.curseur:
        place = _read(paging.curseur, order)
        ordered = ordered.filter(_after(order, place))
    fetched = list(ordered[: paging.taille + 1])
    if len(fetched) <= paging.taille:
        return fetched, None
    last = fetched[paging.taille - 1]
    place = [_plain(getattr(last, name.removeprefix("-"))) for name in order]
    return fetched[: paging.taille], _write(place, order)


def page_of_results[R](
    results: Sequence[R], paging: Paging, *, of: str
) -> tuple[list[R], str | None]:
    """Returns one page of ranked search results, and the cursor of the next page if there is one.

    For results that are limited in number and whose order no column gives (for rows, see
    `page_of_rows`): the cursor holds a rank. `of` names the list.
    """
    start = 0
    if paging.curseur:
        (start,) = _read(paging.curseur, [of])
    end = start + paging.taille
    return list(results[start:end]), _write([end], [of]) if end < len(results) else None


def page_of_ranks[R](
    read: Callable[[int, int], Sequence[R]], paging: Paging, *, of: str, limit: int
) -> tuple[list[R], str | None]:
    """Returns one page of a search that reads its results by rank, and the cursor of the next page
    if there is one.

    `read(first, number)` returns `number` results from rank `first`; `most` is the number of
    results that the search gives in all, and `of` names the list.
    """
    start = 0
    if paging.curseur:
        (start,) = _read(paging.curseur, [of])
    number = min(paging.taille, limit - start)
    rows = list(read(start, number + 1))
    end = start + number
    goes_on = len(rows) > number and end < limit
    return rows[:number], _write([end], [of]) if goes_on else None


def _plain(value: Any) -> Any:
    return value if isinstance(value, (int, float)) else str(value)


def _write(place: Sequence[Any], order: Sequence[str]) -> str:
    # Without the moment, which would make each answer differ from the one before it.
    return signing.Signer(salt=_salt(order)).sign_object(list(place), compress=True)


def _read(cursor: str, order: Sequence[str]) -> list[Any]:
    try:
        place = signing.Signer(salt=_salt(order)).unsign_object(cursor)
    except signing.BadSignature:
        raise ValuesInvalid(
            [
                Misfit(
                    location="query",
                    name="curseur",
                    detail=_("Ce curseur n’est pas de cette liste : repartez de sa première page."),
                )
            ]
        ) from None
    return cast("list[Any]", place)


def _salt(order: Sequence[str]) -> str:
    return f"bocage.api.cursor:{','.join(order)}"


def _after(order: Sequence[str], place: Sequence[Any]) -> Q:
    """Builds the filter for rows after a position in the order: `a > x OR (a = x AND (b > …))`."""
    condition = Q()
    for name, value in reversed(list(zip(order, place, strict=True))):
        field = name.removeprefix("-")
        beyond = Q(**{f"{field}__{'lt' if name.startswith('-') else 'gt'}": value})
        condition = beyond | (Q(**{field: value}) & condition) if condition else beyond
    return condition
