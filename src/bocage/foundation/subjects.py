"""Discovery: what rooms declare in modules of the same name, found when the product starts.

A room declares its tasks in `tasks`, its mails in `mails`, and so on: a module, or a package whose
modules are all read. So does a subject of a room, which is a package of its own within the room
(`api/webhooks/tasks.py`). Who keeps what they declare has them found, from its `apps.py`:

    def ready(self) -> None:
        discover("tasks", "mails")

A subject has only to be there: nothing lists it. What is shown in an order is declared with a
rank: the order in which modules are read decides nothing.
"""

from collections.abc import Iterator
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pkgutil import iter_modules

from django.apps import AppConfig, apps

FURNITURE = frozenset(
    {
        "api",
        "documents",
        "errors",
        "events",
        "forms",
        "handlers",
        "imports",
        "mails",
        "management",
        "migrations",
        "models",
        "operations",
        "policies",
        "tasks",
        "templatetags",
        "urls",
        "views",
    }
)
"""Packages of a room that are no subject: each holds modules of one kind, of many subjects."""


def our_rooms() -> list[AppConfig]:
    """List the rooms of the product, the upper floors first."""
    return [config for config in apps.get_app_configs() if config.name.startswith("bocage.")]


def discover(*kinds: str) -> None:
    """Import the modules of these names, with all that a package of such a name holds."""
    for kind in kinds:
        for name in modules_named(kind):
            import_all(name)


def modules_named(kind: str) -> Iterator[str]:
    """Yield the modules and packages of a name: that of each room, then those of its subjects."""
    for room in our_rooms():
        if kind in modules_in(room.name):
            yield f"{room.name}.{kind}"
        for name, is_package in modules_in(room.name).items():
            subject = f"{room.name}.{name}"
            if is_package and name not in FURNITURE and kind in modules_in(subject):
                yield f"{subject}.{kind}"


def import_all(name: str) -> None:
    """Import a module, or a package and every module in it."""
    for path in getattr(import_module(name), "__path__", ()):
        for module in iter_modules([path], f"{name}."):
            import_module(module.name)


@cache
def modules_in(package: str) -> dict[str, bool]:
    """Name the modules in a package, each with whether it is itself a package, without importing
    any of them."""
    spec = find_spec(package)
    paths = spec.submodule_search_locations if spec else None
    return {module.name: module.ispkg for module in iter_modules(paths or [])}
