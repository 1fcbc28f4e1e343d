"""Migrations of the last release (`released.json`), and those added since.

`python -m tests.new_migrations.released` records all current ones, on the day of a release.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

import django
from django.apps import apps
from django.db.migrations.loader import MigrationLoader

FILE = Path(__file__).with_name("released.json")

Node = tuple[str, str]


def released() -> dict[str, str]:
    """The last migration of each room in the last release."""
    last: dict[str, str] = json.loads(FILE.read_text())
    return last


def released_nodes(loader: MigrationLoader) -> list[Node]:
    """Returns the released migrations, and the last ones of third-party packages."""
    nodes_of_packages = [node for node in loader.graph.leaf_nodes() if node[0] not in rooms()]
    return [*released().items(), *nodes_of_packages]


def new_migrations(loader: MigrationLoader) -> list[Node]:
    """The migrations since the last release, each after those that it needs."""
    released_migrations = {
        node for last in released_nodes(loader) for node in loader.graph.forwards_plan(last)
    }
    new: dict[Node, None] = {}
    for leaf in loader.graph.leaf_nodes():
        if leaf[0] in rooms():
            new |= dict.fromkeys(loader.graph.forwards_plan(leaf))
    return [node for node in new if node not in released_migrations]


def rooms() -> set[str]:
    """The labels of our own applications."""
    return {
        app_config.label
        for app_config in apps.get_app_configs()
        if app_config.name.startswith("bocage.")
    }


def record_release() -> None:
    """Writes down that all the migrations there are belong to a release."""
    leaves = MigrationLoader(None).graph.leaf_nodes()
    last = {label: name for label, name in sorted(leaves) if label in rooms()}
    FILE.write_text(json.dumps(last, indent=2) + "\n")


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bocage.settings")
    django.setup()
    record_release()
