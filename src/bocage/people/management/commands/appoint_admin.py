"""`bocage appoint_admin ADDRESS`: the first administrator of an instance."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from bocage.people.errors import NotAnAddress
from bocage.people.operations.mandates import appoint_administrator


class Command(BaseCommand):
    help = "Makes an administrator of whoever has this address; they then sign in by code."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("address")

    def handle(self, *_args: Any, address: str, **_options: Any) -> None:
        try:
            mandate = appoint_administrator(email=address)
        except NotAnAddress as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"{mandate.person.email} administers this instance.")
