"""`python -m bench NAME`: measures one thing that the product promises, on this machine."""

import json
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from rich.console import Console
from rich.table import Table

from bench.harness.comparing import Comparison, Line, NotComparable, compare
from bench.harness.copying import AccountMayNotLoad
from bench.harness.machine import describe_machine
from bench.harness.nation import MAX_BOOKINGS, USUAL_BOOKINGS
from bench.harness.query_plans.whole_reads import judged
from bench.harness.registry import BadArguments, Report, Workload, workloads
from bench.harness.resumable_run import Document, NotThisRun, RunFile
from bench.harness.seeding import seed
from bench.harness.sizes import FRANCE, QUICK, SIZES, Size
from bench.harness.sources import digest_of_sources
from bench.harness.stage import InstanceInUse
from bench.harness.together import beginning_of, measure_all

WORSE = 1.25


class Command(BaseCommand):
    help = (
        "Measures the product on this machine, and prints the figures. `drill --help` tells of the"
        " faults that can be made on purpose."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        names = parser.add_subparsers(dest="name", metavar="NAME", required=True)
        for workload in workloads().values():
            subparser = names.add_parser(workload.name, help=workload.summary)
            _add_size(subparser)
            if workload.takes_files:
                _add_files(subparser)
        together = names.add_parser("all", help="every one of them, after the other")
        _add_size(together)
        together.add_argument(
            "--rounds", type=int, default=1, help="How often: each figure is then a median."
        )
        together.add_argument(
            "--keep",
            type=Path,
            metavar="FILE",
            help="Written after each of them; where it is begun already, the others are measured.",
        )
        seeding = names.add_parser("seed", help="fills this instance, which is empty, with a life")
        _add_size(seeding, quick="A little of a département: under a minute.")
        seeding.add_argument(
            "--share",
            type=float,
            default=1.0,
            metavar="S",
            help="How much of it, the territory left out: 0.34 is a third; 1 is usual.",
        )
        seeding.add_argument(
            "--bookings",
            type=int,
            default=USUAL_BOOKINGS,
            metavar="N",
            help=f"Of a resource, on average: {USUAL_BOOKINGS}, which are five million in France;"
            f" {MAX_BOOKINGS} at most.",
        )
        compared = names.add_parser("compare", help="two runs side by side: --json of both")
        compared.add_argument("before", type=Path)
        compared.add_argument("after", type=Path)
        compared.add_argument(
            "--threshold",
            type=float,
            default=WORSE,
            help=f"How many times worse a figure may be ({WORSE}).",
        )

    def handle(self, *_args: Any, name: str, **options: Any) -> None:
        if name == "compare":
            self.compare(**options)
        elif name == "all":
            self.measure_all(**options)
        elif name == "seed":
            self.seed(**options)
        else:
            self.measure(name, **options)

    def measure(self, name: str, **options: Any) -> None:
        try:
            report = judged(measured(workloads()[name], **options))
        except BadArguments as error:
            raise CommandError(str(error)) from error
        self._print(as_document(name, report), options["json"], print_table)
        if report.failures:
            raise CommandError("\n".join(report.failures))

    def measure_all(self, *, size: str, rounds: int, keep: Path | None, **options: Any) -> None:
        if rounds < 1:
            raise CommandError("There is one round or more.")
        beginning = beginning_of(SIZES[size], rounds=rounds, machine=describe_machine())
        try:
            document = resume_run(beginning, RunFile(keep)) if keep else measured_all(beginning)
        except NotThisRun as refusal:
            raise CommandError(str(refusal)) from None
        self._print(document, options["json"], print_everything)
        failures = [
            f"{name}: {failure}"
            for name, measured_workload in document["workloads"].items()
            for failure in measured_workload["failures"]
        ]
        if failures:
            raise CommandError("\n".join(failures))

    def seed(self, *, size: str, share: float, bookings: int, **options: Any) -> None:
        if not 1 <= bookings <= MAX_BOOKINGS:
            raise CommandError(f"A resource has 1 to {MAX_BOOKINGS} bookings on average.")
        if not 0 < share <= 1:
            raise CommandError("A share is more than 0, and 1 at most.")
        try:
            document = seed(SIZES[size], share=share, bookings=bookings)
        except (InstanceInUse, AccountMayNotLoad) as refusal:
            raise CommandError(str(refusal.sentence)) from None
        self._print(document, options["json"], print_table)

    def compare(self, *, before: Path, after: Path, threshold: float, **_options: Any) -> None:
        try:
            compared = compare(_read(before), _read(after))
        except NotComparable as refusal:
            raise CommandError(str(refusal)) from None
        except (KeyError, TypeError, AttributeError) as error:
            raise CommandError("Give two files that `python -m bench … --json` wrote.") from error
        print_comparison(compared.lines, threshold)
        refusals = list(_refusals(compared, threshold))
        if refusals:
            raise CommandError("\n".join(refusals))

    def _print(self, document: Document, as_json: bool, table: Any) -> None:
        if as_json:
            self.stdout.write(json.dumps(document, ensure_ascii=False))
        else:
            table(document)


def _add_size(parser: ArgumentParser, quick: str = "Fewer requests: a few seconds.") -> None:
    size = parser.add_mutually_exclusive_group()
    size.add_argument(
        "--size",
        choices=list(SIZES),
        default=FRANCE.name,
        help="How much there is: a département, a région, France (which is usual).",
    )
    size.add_argument(
        "--quick",
        dest="size",
        action="store_const",
        const=QUICK.name,
        help=quick,
    )
    parser.add_argument("--json", action="store_true", help="One JSON object, for a program.")


def _add_files(parser: ArgumentParser) -> None:
    parser.add_argument("files", nargs="*", type=Path, help="Deliveries of agencies (ZIP).")
    parser.add_argument("--truth", type=Path, help="CSV of pairs: reference_a,reference_b.")
    parser.add_argument("--explain", action="store_true", help="Tell each missed pair.")


def measured(workload: Workload, *, size: str, **options: Any) -> Report:
    """Runs a workload with its options.

    Raises:
        BadArguments: the options are invalid.
    """
    size_row: Size = SIZES[size]
    if not workload.takes_files:
        return workload.run(size_row)
    return workload.run(
        size_row,
        truth=options.get("truth"),
        files=tuple(options.get("files") or ()),
        explain=bool(options.get("explain")),
    )


def measured_all(beginning: Document) -> Document:
    """Runs every workload, without storing results before the end."""
    return measure_all(workloads(), beginning, save=lambda _document: None)


def resume_run(beginning: Document, file: RunFile) -> Document:
    """Runs every workload that the file lacks, and stores each result.

    Raises:
        NotThisRun: the file is of another run, or cannot be written.
    """
    beginning = file.resume(beginning)
    file.write(beginning)
    return measure_all(workloads(), beginning, save=file.write)


def as_document(name: str, report: Report) -> Document:
    """Returns the common document of all benches, so that figures can be compared over time."""
    return {
        "name": name,
        "sources": [digest_of_sources()],
        "parameters": report.parameters,
        "figures": report.figures,
        "machine": report.machine,
        "failures": report.failures,
    }


def _refusals(compared: Comparison, threshold: float) -> Iterator[str]:
    """Yields why the second run is worse than the first, a sentence for each kind of reason."""
    worse = [line for line in compared.lines if line.worse > threshold and not line.is_chance]
    if worse:
        lines = ", ".join(f"{line.name} ({line.worse:.2f})" for line in worse)
        yield f"Worse by more than {threshold:g}: {lines}."
    if compared.missing:
        yield f"Measured before, and not after: {', '.join(compared.missing)}."


def _read(path: Path) -> Document:
    try:
        document: Document = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise CommandError(f"{path} cannot be read: {error}") from error
    return document


def print_table(document: Document) -> None:
    """Prints the figures of one workload, one per line."""
    table = Table(title=f"python -m bench {document['name']}", title_justify="left")
    table.add_column("figure")
    table.add_column("value", justify="right")
    for figure, value in document["figures"].items():
        table.add_row(figure, f"{value:,}")
    console = Console()
    console.print(table)
    for title in ("parameters", "machine"):
        pairs = ", ".join(f"{key} {value}" for key, value in document.get(title, {}).items())
        console.print(f"[dim]{title}: {pairs}[/dim]", highlight=False)


def print_everything(document: Document) -> None:
    """Prints the figures of every workload, one table each."""
    for name, measured_workload in document["workloads"].items():
        print_table(
            measured_workload
            | {"name": name, "machine": measured_workload["machine"] or document["machine"]}
        )


def print_comparison(lines: list[Line], threshold: float) -> None:
    """Prints every figure of two runs, and the regressions."""
    table = Table(title="python -m bench compare", title_justify="left")
    for title in ("figure", "before", "after", "ratio", "worse at the same pace"):
        table.add_column(title, justify="left" if title == "figure" else "right")
    for line in lines:
        style = "red" if line.worse > threshold and not line.is_chance else None
        table.add_row(
            line.name,
            f"{line.before:,g}",
            f"{line.after:,g}",
            f"{line.ratio:.2f}",
            f"{line.worse:.2f}",
            style=style,
        )
    Console().print(table)
