"""`bocage verify_night`: computes figures of the last night again from the rows."""

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from bocage.evidence.operations.verification import Difference, Figure, verify_cells
from bocage.foundation.errors import Refusal


class Command(BaseCommand):
    help = "Computes figures of the last night again, by another way, and says which differ."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "date",
            nargs="?",
            type=date.fromisoformat,
            metavar="DATE",
            help="The night that is meant (2026-06-30); another than the last one is refused.",
        )
        parser.add_argument(
            "--cells", type=int, metavar="N", help="How many figures to draw; all otherwise."
        )
        parser.add_argument("--seed", type=int, default=0, metavar="N", help="What draws them.")

    def handle(self, *_args: Any, **options: Any) -> None:
        if options["cells"] is not None and options["cells"] < 1:
            raise CommandError("At least one figure.")
        try:
            verification = verify_cells(options["cells"], options["seed"], night=options["date"])
        except Refusal as refusal:
            raise CommandError(str(refusal.sentence)) from refusal
        for difference in verification.differences:
            self.stdout.write(_format_difference(difference))
        differ = len(verification.differences)
        self.stdout.write(
            f"Night of {verification.night}: {verification.checked} figures computed again, "
            f"{differ or 'none'} differ{'s' if differ == 1 else ''}."
        )
        if differ:
            raise SystemExit(1)


def _format_difference(difference: Difference) -> str:
    key = difference.key
    scope = f"{key.level} {key.code}".strip()
    return (
        f"{key.indicator}, {scope}, {key.span} {key.starts_on}: "
        f"kept {_format_numbers(difference.stored)}, found {_format_numbers(difference.recounted)}"
    )


def _format_numbers(figure: Figure | None) -> str:
    if figure is None:
        return "nothing"
    share = "" if figure.denominator is None else f" / {figure.denominator}"
    return f"{figure.numerator}{share} ({figure.counted} counted)"
