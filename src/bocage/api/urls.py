"""The addresses of the API, which exist once: the language of an answer is that of its request."""

from collections import defaultdict
from collections.abc import Iterator

from django.urls import URLPattern, path, re_path
from ninja import NinjaAPI

from bocage.api.frame import METHODS, framed
from bocage.api.routes import Ending, endings_of
from bocage.api.v1 import PREFIX, api
from bocage.api.views.description import openapi, start, unknown


def addresses_of(api: NinjaAPI) -> Iterator[URLPattern]:
    """Yields one URL pattern for each path, where Ninja has one for each method."""
    views: dict[str, URLPattern] = {}
    methods: dict[str, set[str]] = defaultdict(set)
    endings: dict[str, dict[str, Ending]] = defaultdict(dict)
    ended = endings_of(api)
    for router in api._get_bound_routers():
        operations = [
            operation for view in router.path_operations.values() for operation in view.operations
        ]
        patterns = router.urls_paths(router.prefix)
        for pattern, operation in zip(patterns, operations, strict=True):
            route = str(pattern.pattern)
            views.setdefault(route, pattern)
            methods[route].update(operation.methods)
            if operation.operation_id in ended:
                ending = ended[operation.operation_id]
                endings[route] |= dict.fromkeys(operation.methods, ending)
    for route, pattern in views.items():
        view = framed(pattern.callback, methods[route], endings[route])
        yield path(PREFIX + route, view, name=f"api_{pattern.name}")


urlpatterns = [
    path(PREFIX, framed(start, {"GET"}), name="api_start"),
    path(f"{PREFIX}openapi.json", framed(openapi, {"GET"}), name="api_openapi"),
    *addresses_of(api),
    re_path(f"^{PREFIX}", framed(unknown, METHODS), name="api_unknown"),
]
