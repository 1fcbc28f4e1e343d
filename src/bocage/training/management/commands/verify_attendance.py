"""`bocage verify_attendance`: verifies that the attendance registers are unaltered."""

import argparse
import json
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError

from bocage.training.attendance.chain import Fault
from bocage.training.attendance.check import CheckedRegister, as_facts, check_registers
from bocage.training.programmes.models.cohorts import Cohort

FAULT_MESSAGES = {
    Fault.CHANGED: "was changed: its content does not make its hash",
    Fault.REMOVED: "was removed",
    Fault.INSERTED: "was inserted: the register does not know it",
    Fault.MOVED: "does not follow the entry before it",
    Fault.HEAD: "is the last, where the register knows another",
    Fault.DETAILS_CHANGED: "has another name, signature or reason than when it was written",
    Fault.DETAILS_REMOVED: "has lost its name and signature, which nobody erased by the rule",
    Fault.SIGNER_CHANGED: "stands for somebody else than whom it names",
    Fault.SHEET_CHANGED: "has another scan of its sheet than when it was written",
    Fault.SHEET_REMOVED: "has lost the scan of its sheet",
    Fault.UNKNOWN_HASH: "a hash handed over before stands nowhere in the register",
}


class Command(BaseCommand):
    """Command that checks the chain of each register, and fails if one is not intact."""

    help = (
        "Checks the registers of attendance: each entry against its hash, each hash against the "
        "one before, names and signatures against what was hashed. Ends with an error where an "
        "entry was changed, removed or inserted, and says which."
    )

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--cohort", type=UUID, metavar="ID", help="only this cohort")
        parser.add_argument(
            "--known",
            action="append",
            default=[],
            metavar="HASH",
            help="a hash of an earlier archive, that must still be there (needs --cohort)",
        )
        parser.add_argument("--json", action="store_true", help="the result as JSON")

    def handle(self, *_arguments: Any, **options: Any) -> None:
        cohort, known_hashes = options["cohort"], options["known"]
        if known_hashes and cohort is None:
            raise CommandError("--known says something of one register: give --cohort too")
        if cohort is not None and not Cohort.objects.filter(pk=cohort).exists():
            raise CommandError(f"there is no cohort {cohort}")
        checked = list(check_registers(cohort=cohort, known_hashes=known_hashes))
        if options["json"]:
            self.stdout.write(
                json.dumps(
                    [as_facts(checked_register) for checked_register in checked],
                    ensure_ascii=False,
                    indent=2,
                )
            )
        else:
            for checked_register in checked:
                self._report(checked_register)
        broken = [checked_register for checked_register in checked if not checked_register.holds]
        if broken:
            raise CommandError(f"{len(broken)} of {len(checked)} registers do not hold")
        if not options["json"]:
            self.stdout.write(f"{len(checked)} registers hold")

    def _report(self, checked: CheckedRegister) -> None:
        state = "holds" if checked.holds else "DOES NOT HOLD"
        self.stdout.write(
            f"{checked.cohort_id} {checked.name}: {checked.entries} entries, {state}, "
            f"ends with {checked.head}"
        )
        for finding in checked.findings:
            position = f"entry {finding.number} " if finding.number else ""
            key = f" ({finding.key})" if finding.key else ""
            self.stderr.write(f"  {position}{FAULT_MESSAGES[finding.fault]}{key}")
