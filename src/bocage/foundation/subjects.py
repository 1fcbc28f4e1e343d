"""Discovery of modules: rooms declare things in modules of a given name, found at startup.

A room declares its tasks in `tasks`, its mails in `mails`, and so on: a module, or a package whose
modules are all read. So does a subject of a room, which is a package of its own within the room
(`welcome/sponsors/tasks.py`), and a part of a subject, which is a package within it. The owner of
a registry discovers its modules from its `apps.py`:

    def ready(self) -> None:
        discover("tasks", "mails")

A subject needs no listing. Entries that are shown in an order are declared with a rank; the
order in which modules are read has no effect.
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
        "commune_page",
        "dashboard",
        "documents",
        "errors",
        "events",
        "exports",
        "forms",
        "handlers",
        "imports",
        "mails",
        "management",
        "migrations",
        "models",
        "notifications",
        "operations",
        "personal_data",
        "policies",
        "project_page",
        "selectors",
        "signed_actions",
        "tasks",
        "templatetags",
        "urls",
        "views",
    }
)
"""Packages of a room or of a subject that are no subject: each holds modules of one kind."""


def our_rooms() -> list[AppConfig]:
    """Lists the rooms of the product, the upper floors first."""
    return [config for config in apps.get_app_configs() if config.name.startswith("bocage.")]


def discover(*kinds: str | tuple[str, ...]) -> None:
    """Imports the modules of these names, with all that a package of such a name holds.

    Names that are one kind are given together: a room is read whole before the next.
    """
    for kind in kinds:
        for name in find_modules(*([kind] if isinstance(kind, str) else kind)):
            import_all(name)


def find_modules(*names: str) -> Iterator[str]:
    """Yields the modules and packages of given names: those of each room, then of its subjects."""
    for room in our_rooms():
        for package in (room.name, *subjects_of(room.name)):
            inside = modules_in(package)
            yield from (f"{package}.{name}" for name in names if name in inside)


def subjects_of(package: str) -> Iterator[str]:
    """Yields the subjects of a room by their names, each before the parts that it is made of."""
    for name, is_package in modules_in(package).items():
        if is_package and name not in FURNITURE:
            subject = f"{package}.{name}"
            yield subject
            yield from subjects_of(subject)


def import_all(name: str) -> None:
    """Imports a module, or a package and every module in it."""
    for path in getattr(import_module(name), "__path__", ()):
        for module in iter_modules([path], f"{name}."):
            import_module(module.name)


@cache
def modules_in(package: str) -> dict[str, bool]:
    """Returns the names of the modules in a package, each with whether it is itself a package,
    without importing any of them.
    """
    spec = find_spec(package)
    paths = spec.submodule_search_locations if spec else None
    return {module.name: module.ispkg for module in iter_modules(paths or [])}
