"""Wagtail's images and redirects applications, without the API that they build at each start.

Wagtail 8 generates the schemas of its API as soon as one of these applications is ready, although
no URL leads to it here: seventy pydantic models in the memory of each process, and a fifteenth of
the CPU time of a start. Bocage has its own API.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType

from wagtail.contrib.redirects.apps import WagtailRedirectsAppConfig
from wagtail.images.apps import WagtailImagesAppConfig


class _NoApi:
    """Takes the routers of an API that is not served."""

    def add_router(self, prefix: str, router: object) -> None:
        """Ignores the router."""


API_MODULES: dict[str, dict[str, object]] = {
    "wagtail.api.v3.api": {"api": _NoApi()},
    "wagtail.images.api.v3.registry": {"register_content_types": lambda: None},
    "wagtail.images.api.v3.router": {"router": None},
    "wagtail.contrib.redirects.api.v3": {"router": None},
}
"""Modules of Wagtail's API imported by the `ready` of these applications, and their substitutes."""


@contextmanager
def _without_api() -> Iterator[None]:
    """Replaces the API modules by empty ones during the block."""
    absent = {name for name in API_MODULES if name not in sys.modules}
    for name in absent:
        stand_in = ModuleType(name)
        vars(stand_in).update(API_MODULES[name])
        sys.modules[name] = stand_in
    try:
        yield
    finally:
        for name in absent:
            del sys.modules[name]


class PicturesConfig(WagtailImagesAppConfig):
    """Wagtail's pictures, without their part of its API."""

    default = False

    def ready(self) -> None:
        """Registers the same hooks as Wagtail, except the API."""
        with _without_api():
            super().ready()


class RedirectsConfig(WagtailRedirectsAppConfig):
    """Wagtail's redirects, without their part of its API."""

    default = False

    def ready(self) -> None:
        """Registers the same hooks as Wagtail, except the API."""
        with _without_api():
            super().ready()
