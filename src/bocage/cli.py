"""The `bocage` command: every Django management command of the project."""

import os
import sys

from django.core.management import execute_from_command_line


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bocage.settings")
    execute_from_command_line(["bocage", *sys.argv[1:]])
