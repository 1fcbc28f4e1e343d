"""`bocage migrate`: Django's, one at a time, and without making people wait behind it."""

from typing import Any

from django.core.management.commands import migrate
from django.db import connection

ADVISORY_LOCK = 0x626F63616765  # "bocage"
LOCK_TIMEOUT = "20s"


class Command(migrate.Command):
    help = f"{migrate.Command.help} Two at once wait for each other."

    def handle(self, *args: Any, **options: Any) -> None:
        with connection.cursor() as cursor:
            cursor.execute("select pg_advisory_lock(%s)", [ADVISORY_LOCK])
            # A change that waits for a table makes everybody wait behind it: it gives up first.
            cursor.execute("set lock_timeout = %s", [LOCK_TIMEOUT])
        try:
            super().handle(*args, **options)
        finally:
            with connection.cursor() as cursor:
                cursor.execute("reset lock_timeout")
                cursor.execute("select pg_advisory_unlock(%s)", [ADVISORY_LOCK])
