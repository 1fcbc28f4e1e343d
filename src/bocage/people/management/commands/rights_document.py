"""`bocage rights_document`: writes docs/architecture/rights.md again."""

from typing import Any

from django.core.management.base import BaseCommand

from bocage.people.rights_document import write_document


class Command(BaseCommand):
    help = "Writes docs/architecture/rights.md from the policies of every room."
    requires_system_checks = []

    def handle(self, *_args: Any, **_options: Any) -> None:
        write_document()
