"""Types of values that the API accepts, each as strict as its OpenAPI description."""

import re
from datetime import date, datetime
from typing import Annotated, Any

from django.utils.translation import gettext as _
from pydantic import AwareDatetime, BaseModel, BeforeValidator, ConfigDict, Field

FIRST_YEAR, LAST_YEAR = 1900, 2199
"""Bounds of the years accepted: dates beyond them overflow in some time zone."""

INSTANT = re.compile(r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d(:\d\d(\.\d+)?)?([Zz]|[+-]\d\d:\d\d)", re.ASCII)
DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


def _instant(value: Any) -> Any:
    if isinstance(value, datetime):
        return value
    if not isinstance(value, str) or not INSTANT.fullmatch(value) or not _in_our_times(value):
        raise ValueError(_("Un instant s’écrit 2026-12-01T09:00:00+01:00, avec son fuseau."))
    return value


def _day(value: Any) -> Any:
    if isinstance(value, date):
        return value
    if not isinstance(value, str) or not DAY.fullmatch(value) or not _in_our_times(value):
        raise ValueError(_("Une date s’écrit 2026-12-01."))
    return value


def _in_our_times(value: str) -> bool:
    return FIRST_YEAR <= int(value[:4]) <= LAST_YEAR


Instant = Annotated[
    AwareDatetime, BeforeValidator(_instant), Field(examples=["2026-12-03T09:00:00+01:00"])
]
"""An instant with its offset from UTC, as RFC 3339 writes it."""

Day = Annotated[date, BeforeValidator(_day), Field(examples=["2026-12-03"])]
"""A day of the local clock (Europe/Paris)."""


class Answer(BaseModel):
    """Answer of the API: an immutable object of plain values, which reads nothing more while it is
    written out.
    """

    model_config = ConfigDict(frozen=True)


class Filters(BaseModel):
    """The parameters of an address; one that is not among them is refused."""

    model_config = ConfigDict(frozen=True)


class Body(BaseModel):
    """Body of a request; a member that the schema does not declare is refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)
