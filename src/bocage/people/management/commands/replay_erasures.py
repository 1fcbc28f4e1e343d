"""`bocage replay_erasures`: erases again, after a restore, who was erased since the backup."""

from typing import Any

from django.core.management.base import BaseCommand

from bocage.people.erasure.log import noted_erasures
from bocage.people.errors import LastAdministrator
from bocage.people.operations.erasure import erase_again


class Command(BaseCommand):
    help = (
        "Erases again the accounts that erasures.log tells of: to run once a backup is restored. "
        "Done twice, it is harmless."
    )

    def handle(self, *_args: Any, **_options: Any) -> None:
        erased = 0
        for noted in noted_erasures():
            try:
                erased += erase_again(noted=noted)
            except LastAdministrator:
                self.stderr.write(f"{noted.number}: the last administrator, appoint another first")
        self.stdout.write(f"{erased} accounts erased again")
