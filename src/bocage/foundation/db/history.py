"""History: who changed what, when, and from which request (django-pghistory)."""

from collections.abc import Callable, Collection, Mapping
from typing import Any

import pghistory
import pghistory.middleware
import pghistory.runtime
from django.db.models import Model
from django.http import HttpRequest
from django.urls import Resolver404, resolve
from django.utils.functional import lazy

pghistory.runtime.IGNORED_SQL_PREFIXES += (  # type: ignore[assignment]  # taken for a tuple of its length
    "savepoint",
    "release savepoint",
    "rollback to savepoint",
)
"""A savepoint writes no version: who acts is not said with it, to the statements within alone."""


type Exclusions = Mapping[str, Collection[str]]


def with_history[M: Model](
    *fields: str, exclude: Exclusions | None = None, related_name: str = ""
) -> Callable[[type[M]], type[M]]:
    """Decorates a model so that each row leaves a version when it is written and when it changes.

    The versions of `Booking` are the model `BookingEvent` of its room.

    Args:
        fields: what a version holds, and whose changes leave one; every field where none is
            named.
        exclude: the fields that a version does not hold, by the reason; a field that is added to
            the model later is in its versions unless it is added here.
        related_name: where a row has its versions, if not where django-pghistory puts them.

    Raises:
        ValueError: `exclude` names what is no field of the model, or stands beside `fields`.
    """
    trackers = [pghistory.InsertEvent(), pghistory.UpdateEvent()]
    return _track(trackers, fields, related_name, exclude)


def with_history_and_deletion[M: Model](
    *fields: str, related_name: str = ""
) -> Callable[[type[M]], type[M]]:
    """Decorates a model like `with_history`, and also leaves a last version when a row is
    deleted.
    """
    trackers = [pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent()]
    return _track(trackers, fields, related_name)


def _track[M: Model](
    trackers: list[pghistory.RowEvent],
    fields: tuple[str, ...],
    related_name: str,
    exclude: Exclusions | None = None,
) -> Callable[[type[M]], type[M]]:
    def track(model: type[M]) -> type[M]:
        options: dict[str, Any] = {"model_name": f"{model.__name__}Event"}
        if fields:
            options["fields"] = list(fields)
        if exclude:
            excluded = {name for names in exclude.values() for name in names}
            unknown = excluded - {field.name for field in model._meta.fields}
            if fields or unknown:
                raise ValueError(f"{model.__name__}: excluded beside {fields}, or {unknown}.")
            options["exclude"] = sorted(excluded)
        if related_name:
            options["obj_field"] = pghistory.ObjForeignKey(related_name=related_name)
        tracked: type[M] = pghistory.track(*trackers, **options)(model)
        return tracked

    return track


class HistoryMiddleware(pghistory.middleware.HistoryMiddleware):
    """Adds to each change the person and the request that made it, never a query string."""

    def get_context(self, request: HttpRequest) -> dict[str, object]:
        return {
            "person": str(request.user.pk) if request.user.is_authenticated else None,
            # Asked for as a version is written: the address has led to its view by then.
            "route": _route_when_written(request),
        }


def _route_of(request: HttpRequest) -> str:
    """The pattern of the address, which may hold a key, or a link that is signed. Nothing for one
    that leads nowhere."""
    if request.resolver_match is not None:
        return request.resolver_match.route
    try:
        return resolve(request.path_info).route
    except Resolver404:
        return ""


_route_when_written = lazy(_route_of, str)
"""One class for all requests: `lazy` makes a new one at each call."""
