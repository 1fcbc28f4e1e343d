"""`bocage indicator_register`: writes docs/indicateurs.md again."""

from typing import Any

from django.core.management.base import BaseCommand

from bocage.evidence.indicator_register import write_register


class Command(BaseCommand):
    help = "Writes the register of indicators in docs/indicateurs.md."

    def handle(self, *_args: Any, **_options: Any) -> None:
        write_register()
