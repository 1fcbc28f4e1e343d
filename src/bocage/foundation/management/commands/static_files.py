"""`bocage static_files`: collects the static files of pages, without a database."""

from typing import Any

from django.core.management.base import BaseCommand

from bocage.foundation.files.static_files import collect_if_changed


class Command(BaseCommand):
    help = "Gathers what pages load in BOCAGE_STATIC_DIR, where it changed."
    requires_system_checks = []

    def handle(self, *_arguments: Any, **_options: Any) -> None:
        collect_if_changed()
