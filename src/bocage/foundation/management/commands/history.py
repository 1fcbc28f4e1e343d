"""`bocage history verify`: whether the history is what each night sealed, to the version."""

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bocage.foundation.history_chain.sealing import seal_history
from bocage.foundation.history_chain.verifying import Verified, verify_history
from bocage.foundation.terminal import speak_as_terminal

MOST_TOLD = 200


class Command(BaseCommand):
    help = (
        "`verify` computes the daily chain over the history again, names what no longer "
        "matches, and fails where anything does not. `seal` seals the days that are over, as each "
        "night does."
    )
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("action", choices=["verify", "seal"])
        parser.add_argument(
            "--known", default="", metavar="LINK", help="a link kept elsewhere, which must be there"
        )

    def handle(self, *_arguments: Any, **options: Any) -> None:
        speak_as_terminal()
        if options["action"] == "seal":
            days = seal_history()
            sentence = ngettext("%d jour scellé.", "%d jours scellés.", len(days)) % len(days)
            self.stdout.write(sentence)
            return
        self._tell(verify_history(known=options["known"]))

    def _tell(self, verified: Verified) -> None:
        for sentence in verified.faults[:MOST_TOLD]:
            self.stdout.write(f"✗ {sentence}")
        if len(verified.faults) > MOST_TOLD:
            self.stdout.write("…")
        for sentence in verified.doubts:
            self.stdout.write(f"! {sentence}")
        self.stdout.write(
            _(
                "%(days)d jours, %(rows)d versions, %(amended)d retouches. "
                "Dernier maillon : %(head)s"
            )
            % {
                "days": verified.days,
                "rows": verified.rows,
                "amended": verified.amended,
                "head": verified.head or "—",
            }
        )
        if verified.faults:
            faults = len(verified.faults)
            self.stdout.write(ngettext("%d différence.", "%d différences.", faults) % faults)
            sys.exit(1)
