"""`bocage configuration_table`: writes the table of docs/operations/configuration.md again."""

from typing import Any

from django.core.management.base import BaseCommand

from bocage.foundation.ops.configuration_table import write_table


class Command(BaseCommand):
    help = "Writes the table of the configuration variables in docs/operations/configuration.md."
    requires_system_checks = []

    def handle(self, *_args: Any, **_options: Any) -> None:
        write_table()
