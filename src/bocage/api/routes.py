"""Operations of the API, with their names and deprecations."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.functional import Promise
from ninja import NinjaAPI
from ninja.operation import Operation

from bocage.foundation.api.deprecation import Deprecated
from bocage.foundation.api.router import SUMMARY, deprecated_of

REFERENCE = "/developpeurs/reference/"


@dataclass(frozen=True, slots=True)
class Ending:
    """Deprecation of an operation, with the page of its replacement."""

    deprecated: Deprecated
    page: str


def operations_of(api: NinjaAPI) -> Iterator[Operation]:
    """Yields every operation in the order of declaration."""
    for router in api._get_bound_routers():
        yield from _operations(router)


def names_in_words(api: NinjaAPI) -> dict[str, str | Promise]:
    """Returns the displayed name of each operation, by identifier; they are translated when
    displayed.
    """
    return {
        str(operation.operation_id): (operation.openapi_extra or {})[SUMMARY]
        for operation in operations_of(api)
    }


def endings_of(api: NinjaAPI) -> dict[str, Ending]:
    """Returns the deprecated operations, by name.

    Raises:
        KeyError: the replacement of one is not an operation.
    """
    tags = {
        str(operation.operation_id): tag
        for router in api._get_bound_routers()
        for tag in router.tags or ()
        for operation in _operations(router)
    }
    deprecations = (
        (str(operation.operation_id), deprecated_of(operation)) for operation in operations_of(api)
    )
    return {
        name: Ending(deprecated, reference_page(tags[deprecated.instead], deprecated.instead))
        for name, deprecated in deprecations
        if deprecated is not None
    }


def reference_page(tag: str, operation: str) -> str:
    """Returns the address of an operation in the reference of this site."""
    return f"{settings.BOCAGE.public_url}{REFERENCE}{tag}/#{operation}"


def _operations(router: Any) -> Iterator[Operation]:
    for view in router.path_operations.values():
        yield from view.operations
