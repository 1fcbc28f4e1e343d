"""`bocage second_factor_lost ADDRESS`, then, a day later, `--receipt RECEIPT` (docs/security)."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from bocage.foundation.errors import Refusal
from bocage.people.operations.lost_second_factor import (
    remove_second_factor,
    report_lost_second_factor,
)
from bocage.people.operations.persons import known_address


class Command(BaseCommand):
    help = (
        "Tells an account and every administrator that its second factor is lost, and gives a "
        "receipt; a day later, the receipt removes it."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("address")
        parser.add_argument("--receipt", default="", help="What the first run gave, a day ago.")

    def handle(self, *_args: Any, address: str, receipt: str, **_options: Any) -> None:
        try:
            person = known_address(email=address)
            if person is None:
                raise CommandError(f"No account has the address {address}.")
            if not receipt:
                new_receipt = report_lost_second_factor(person=person)
                self.stdout.write(
                    f"{person.email} and every administrator are told. Know them by their voice, "
                    f"and tomorrow run:\n"
                    f"bocage second_factor_lost {person.email} --receipt {new_receipt}"
                )
                return
            removed = remove_second_factor(receipt=receipt, person=person)
        except Refusal as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"{removed.email} signs in with a code, and adds a new key at once.")
