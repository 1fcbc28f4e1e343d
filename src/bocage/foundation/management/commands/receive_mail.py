"""`bocage receive_mail`: takes one mail on its standard input, as a mail server hands it over."""

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from bocage.foundation.mail.reading import LONGEST_MAIL
from bocage.foundation.mail.receiving import receive_mail

CHUNK = 1_000_000


class Command(BaseCommand):
    help = "Takes one mail on the standard input, as a mail server hands it over."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--recipient",
            action="append",
            default=[],
            help="The address of the envelope, as ${original_recipient} of Postfix. Repeatable.",
        )

    def handle(self, *_args: Any, recipient: list[str], **_options: Any) -> None:
        """Takes one mail from the standard input. A failure ends with a traceback and a status that
        is not 0: the mail server keeps the mail, and tries again.
        """
        stream = sys.stdin.buffer
        raw = stream.read(LONGEST_MAIL + 1)  # One more byte shows that a mail is too long.
        while stream.read(CHUNK):
            pass
        received = receive_mail(raw, recipients=recipient)
        self.stdout.write(f"{received.message_id} {received.state}")
