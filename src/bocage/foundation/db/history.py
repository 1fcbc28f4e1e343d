"""Row history: author, time and request of each change (django-pghistory)."""

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
"""Statements that write no version: the context is sent only with statements inside a savepoint."""


type Exclusions = Mapping[str, Collection[str]]


def with_history[M: Model](
    *fields: str, exclude: Exclusions | None = None, related_name: str = ""
) -> Callable[[type[M]], type[M]]:
    """Decorates a model so that each row leaves a version when it is written and when it changes.

    The versions of `Booking` are the model `BookingEvent` of its room.

    Args:
        fields: the fields that a version holds, and whose changes leave one; every field by
            default.
        exclude: the fields that a version does not hold, by the reason; a field that is added to
            the model later is in its versions unless it is added here.
        related_name: name of the reverse relation to the versions, if not django-pghistory's.

    Raises:
        ValueError: `exclude` names a field that the model does not have, or is given with `fields`.
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
            # Evaluated when a version is written, when the view of the address is known.
            "route": _route_when_written(request),
        }


def _route_of(request: HttpRequest) -> str:
    """Returns the pattern of the address, since the address may have a key or a signed link.

    Empty for an address without a view.
    """
    if request.resolver_match is not None:
        return request.resolver_match.route
    try:
        return resolve(request.path_info).route
    except Resolver404:
        return ""


_route_when_written = lazy(_route_of, str)
"""Single class for all requests: `lazy` makes a new one at each call."""
