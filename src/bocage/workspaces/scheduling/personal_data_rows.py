"""Rows of personal data: their order, their days and the guests that they name."""

from datetime import date, datetime
from functools import wraps
from operator import attrgetter

from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from bocage.foundation.formatting.times import format_date
from bocage.people.models import Person
from bocage.people.personal_data import DataItem, GivesRows


def latest_first(give: GivesRows) -> GivesRows:
    """Decorates a function that yields rows of several kinds, so that they come in order, the
    latest first.
    """

    @wraps(give)
    def rows(person: Person, limit: int | None) -> list[DataItem]:
        return sorted(give(person, limit), key=attrgetter("at"), reverse=True)

    return rows


def format_day_of(at: datetime) -> str:
    return capfirst(format_date(timezone.localdate(at), with_year=True))


def full_date(day: date) -> str:
    return format_date(day, with_year=True)


def guests_in_words(names: list[str]) -> str:
    return _("avec %(names)s") % {"names": ", ".join(names)} if names else ""
