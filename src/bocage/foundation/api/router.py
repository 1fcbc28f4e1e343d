"""The router of a room's `api.py`, with the behaviour that all endpoints share.

    router = RoomRouter(tag="communes")

    @router.read("/{code}", CommuneAnswer, summary=_("Une commune"))
    def read_commune(request: HttpRequest, code: str) -> CommuneAnswer: ...

    @router.change("post", "/bookings", BookingAnswer, summary=_("Réserver"), status=201)
    def make_booking(request: HttpRequest, wish: BookingWish) -> BookingAnswer: ...

An endpoint takes plain values and one `Filters` or `Body`, and returns an `Answer`; it raises the
refusals of the room, which become problem details. Its name is that of the operation in the
description, in the client made from it, and never changes.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import wraps
from inspect import signature
from typing import Any, Literal

from django.http import HttpRequest, HttpResponse
from django.utils.functional import Promise
from ninja import Router
from ninja.constants import NOT_SET
from ninja.operation import Operation
from pydantic import BaseModel

from bocage.foundation.api.deprecation import Deprecated, add_link
from bocage.foundation.api.idempotency import run_once
from bocage.foundation.api.paging import Page
from bocage.foundation.api.parsing import check_parameters, is_a_text
from bocage.foundation.api.problems import NothingHere
from bocage.foundation.api.response_dependencies import begin_dependencies
from bocage.foundation.http.replica import allow_stale_second

Endpoint = Callable[..., Any]
SUMMARY, SCOPE = "x-summary", "x-scope"
MAX_AGE_S = "_api_kept_seconds"
"""Attribute of a response: seconds during which anybody may cache it without revalidation."""
DEPENDENCY_VERSION = "_api_dependency_version"
"""Attribute of a response: its dependencies, if it may be cached."""

_DEPRECATED = "_api_deprecated"


@dataclass(frozen=True, slots=True)
class Made:
    """Result of an endpoint that creates an object: the answer, and the path at which the object is
    read.
    """

    answer: BaseModel
    path: str


class RoomRouter(Router):
    """The endpoints of one subject. `tag` groups them in the description."""

    def __init__(self, *, tag: str) -> None:
        super().__init__(tags=[tag])

    def read(
        self,
        path: str,
        answer: Any,
        *,
        summary: str | Promise,
        auth: Any = NOT_SET,
        max_age_s: int = 0,
        made_from: tuple[str, ...] = (),
        links: Mapping[str, Mapping[str, str]] | None = None,
        deprecated: Deprecated | None = None,
    ) -> Callable[[Endpoint], Endpoint]:
        """Declares an endpoint that reads.

        `max_age_s`: for how many seconds its public response may be cached without revalidation;
        `made_from`: the subjects whose versions decide whether it is still valid
        (`response_dependencies`);
        `links`: see `links_of`; `deprecated`: its deprecation, if any.
        """
        return self._endpoint(
            "GET",
            path,
            {200: answer},
            summary=summary,
            auth=auth,
            max_age_s=max_age_s,
            made_from=made_from,
            extra=links_of(links),
            deprecated=deprecated,
        )

    def change(
        self,
        method: Literal["POST", "PUT", "PATCH", "DELETE"],
        path: str,
        answer: Any,
        *,
        summary: str | Promise,
        auth: Any = NOT_SET,
        status: int = 200,
        links: Mapping[str, Mapping[str, str]] | None = None,
        deprecated: Deprecated | None = None,
    ) -> Callable[[Endpoint], Endpoint]:
        """Declares an endpoint that changes something; each takes an `Idempotency-Key`."""
        return self._endpoint(
            method,
            path,
            {status: answer},
            summary=summary,
            auth=auth,
            extra=links_of(links, status=status),
            deprecated=deprecated,
        )

    def _endpoint(
        self,
        method: str,
        path: str,
        answers: dict[int, Any],
        *,
        summary: str | Promise,
        auth: Any,
        max_age_s: int = 0,
        made_from: tuple[str, ...] = (),
        extra: dict[str, Any],
        deprecated: Deprecated | None,
    ) -> Callable[[Endpoint], Endpoint]:
        (status,) = answers

        def declare(endpoint: Endpoint) -> Endpoint:
            accepted: list[frozenset[str]] = []

            @wraps(endpoint)
            def answering(request: HttpRequest, **values: Any) -> HttpResponse:
                check_parameters(request.GET, accepted[0])
                if not all(is_a_text(value) for value in values.values() if isinstance(value, str)):
                    raise NothingHere

                def do() -> HttpResponse:
                    return _response(request, endpoint(request, **values), status)

                if made_from:
                    response = _with_dependency_version(request, do, made_from)
                elif method == "GET":
                    response = _read(request, do)
                else:
                    response = run_once(request, do)
                setattr(response, MAX_AGE_S, max_age_s)
                return response

            # Ninja looks for the names of annotations beside the function: these are read already.
            answering.__signature__ = signature(endpoint, eval_str=True)  # type: ignore[attr-defined]
            if deprecated is not None:
                setattr(answering, _DEPRECATED, deprecated)
            description = {SUMMARY: summary, SCOPE: getattr(auth, "scope", "")}
            operation = self._declared(
                method, path, answering, answers, auth=auth, extra=extra | description
            )
            accepted.append(_query_names(operation))
            return endpoint

        return declare

    def _declared(
        self,
        method: str,
        path: str,
        answering: Endpoint,
        answers: dict[int, Any],
        *,
        auth: Any,
        extra: dict[str, Any],
    ) -> Operation:
        self.add_api_operation(
            path,
            [method],
            answering,
            auth=auth,
            response=answers,
            operation_id=answering.__name__,
            deprecated=hasattr(answering, _DEPRECATED) or None,
            openapi_extra=extra,
        )
        operation: Operation = answering._ninja_operation  # type: ignore[attr-defined]  # set by Ninja
        return operation


def deprecated_of(operation: Operation) -> Deprecated | None:
    """Returns the deprecation declared for an operation, or None."""
    deprecated: Deprecated | None = getattr(operation.view_func, _DEPRECATED, None)
    return deprecated


def links_of(links: Mapping[str, Mapping[str, str]] | None, *, status: int = 200) -> dict[str, Any]:
    """Returns OpenAPI links: which operation the answer leads to, with which of its values.

    `{"read_booking": {"booking_id": "$response.body#/id"}}`
    """
    if not links:
        return {}
    openapi_links = {
        operation: {"operationId": operation, "parameters": dict(parameters)}
        for operation, parameters in links.items()
    }
    return {"responses": {status: {"links": openapi_links}}}


def _response(request: HttpRequest, result: Any, status: int) -> HttpResponse:
    """Serialises a result with pydantic; None gives an empty response."""
    if result is None:
        return HttpResponse(status=status)
    answer = result.answer if isinstance(result, Made) else result
    if not isinstance(answer, BaseModel):
        raise TypeError(f"an endpoint answers with an Answer, not a {type(answer).__name__}")
    text = answer.model_dump_json(by_alias=True)
    response = HttpResponse(text, status=status, content_type="application/json")
    if isinstance(result, Made):
        response["Location"] = request.build_absolute_uri(result.path)
    if isinstance(answer, Page) and answer.next:
        add_link(response, answer.next, "next")
    return response


@allow_stale_second
def _read(_request: HttpRequest, do: Callable[[], HttpResponse]) -> HttpResponse:
    return do()


@allow_stale_second
def _with_dependency_version(
    request: HttpRequest, do: Callable[[], HttpResponse], subjects: tuple[str, ...]
) -> HttpResponse:
    dependencies = begin_dependencies(request, subjects)
    response = do()
    setattr(response, DEPENDENCY_VERSION, dependencies.version())
    return response


def _query_names(operation: Operation) -> frozenset[str]:
    return frozenset(
        name
        for model in operation.models
        if model.__ninja_param_source__ == "query"
        for name in _flat_names(model)
    )


def _flat_names(model: Any) -> Sequence[str]:
    return list(model.__ninja_flatten_map__)
