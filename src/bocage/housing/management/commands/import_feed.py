"""`bocage import_feed --source SLUG FILE`: one delivery of a source, from the terminal."""

import argparse
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from bocage.foundation.errors import Refusal
from bocage.foundation.ops.terminal import use_terminal_language
from bocage.housing.feeds.issues import refusal_sentence, row_sentence
from bocage.housing.feeds.models import RowIssue
from bocage.housing.feeds.operations.feed_runs import (
    apply_feed_run,
    confirm_feed_run_from_terminal,
    is_too_large_a_loss,
    preview_feed,
    receive_feed,
)
from bocage.housing.feeds.operations.sources import create_source_from_terminal
from bocage.housing.feeds.operations.staging import StockChange
from bocage.housing.feeds.parsing.feed_files import MAX_OCTETS
from bocage.housing.feeds.parsing.refusals import FeedRefused
from bocage.housing.market.models.sources import FeedRun, Source
from bocage.territory.models import Departement

COUNTS = ("read", "created", "updated", "unchanged", "withdrawn", "rejected", "price_falls")
CHUNK = 1024 * 1024
HELD_EXIT = 3


class Command(BaseCommand):
    """Imports a delivery of a source and reports the changes."""

    help = (
        "Imports one delivery as the whole stock of a source. The same file again changes "
        "nothing. A delivery that would withdraw more than half of the stock is held (exit code "
        "3) until it is confirmed on its page or imported with --confirm. On a fresh instance, "
        "--create --departement 61 opens the source first."
    )

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--source", required=True, metavar="SLUG")
        parser.add_argument(
            "--create", action="store_true", help="open the source where there is none"
        )
        parser.add_argument("--departement", metavar="CODE", help="of the source to open (61)")
        parser.add_argument("--name", default="", help="of the source to open")
        parser.add_argument(
            "--format",
            default=Source.Format.POLIRIS,
            choices=[Source.Format.POLIRIS, Source.Format.TABLE, Source.Format.JSON],
            help="of the source to open (poliris)",
        )
        parser.add_argument("--dry-run", action="store_true", help="tell, and write nothing")
        parser.add_argument(
            "--confirm", action="store_true", help="withdraw more than half of the stock if need be"
        )
        parser.add_argument("--json", action="store_true", help="the report as JSON")

    def handle(self, *_arguments: Any, **options: Any) -> None:
        use_terminal_language()
        file: Path = options["file"]
        if not file.is_file():
            raise CommandError(f"{file} cannot be read: there is no such file")
        if file.stat().st_size > MAX_OCTETS:
            raise CommandError(refusal_sentence("too_large"))
        source = self._source(options)
        try:
            report = (
                _dry_run(source, file) if options["dry_run"] else _imported(source, file, options)
            )
        except FeedRefused as refusal:
            report = {"status": "refused", "error": refusal.code, "detail": refusal.detail}
        except Refusal as refusal:
            raise CommandError(str(refusal.sentence)) from refusal
        self._print_report(report, options)

    def _source(self, options: dict[str, Any]) -> Source:
        slug = options["source"]
        source = Source.objects.filter(slug=slug).first()
        if source is not None:
            return source
        if not options["create"] or not options["departement"]:
            raise CommandError(
                f"There is no source {slug}: add --create --departement CODE to open it, "
                "or open it in the Espace (Sources d’annonces)."
            )
        code = options["departement"].upper().zfill(2)
        departement = Departement.objects.filter(pk=code).first()
        if departement is None:
            raise CommandError(
                f"There is no département {code} here: run `bocage import_territory {code}` first."
            )
        name = options["name"] or slug.replace("-", " ").capitalize()
        if options["dry_run"]:
            return Source(slug=slug, name=name, departement=departement, format=options["format"])
        return create_source_from_terminal(
            slug=slug, name=name, departement=departement, form=options["format"]
        )

    def _print_report(self, report: dict[str, Any], options: dict[str, Any]) -> None:
        if options["json"]:
            self.stdout.write(json.dumps(report, ensure_ascii=False, indent=2))
        else:
            for row in report.get("rows", ()):
                self.stderr.write(_("ligne {line} : {reason} {value}").format(**row))
            counts = ", ".join(f"{name} {report[name]}" for name in COUNTS if name in report)
            self.stdout.write(f"{report['status']}: {counts}" if counts else report["status"])
        if report["status"] == "refused":
            detail = f" ({report['detail']})" if report["detail"] else ""
            raise CommandError(refusal_sentence(report["error"]) + detail)
        if report["status"] == "held":
            raise CommandError(
                _(
                    "Cette livraison retirerait {withdrawn} annonces, plus de la moitié du stock : "
                    "confirmez-la sur la page de la source, ou relancez avec --confirm."
                ).format(withdrawn=report["withdrawn"]),
                returncode=HELD_EXIT,
            )


def _imported(source: Source, file: Path, options: dict[str, Any]) -> dict[str, Any]:
    run = receive_feed(
        source=source, content=_chunks(file), file_name=file.name, channel=FeedRun.Channel.COMMAND
    )
    run = apply_feed_run(run_id=run.pk)
    if run.status == FeedRun.Status.HELD and options["confirm"]:
        run = confirm_feed_run_from_terminal(run=run)
    report = {"status": run.status, "error": run.error, "detail": run.error_detail}
    counts = {name: getattr(run, name) for name in (*COUNTS, "repaired")}
    return report | counts | {"rows": [_row(issue) for issue in _issues(run)]}


def _issues(run: FeedRun) -> Iterator[RowIssue]:
    """Yields the rejected rows of a delivery; those of the last reading if the bytes are the
    same.
    """
    latest = run
    if run.status == FeedRun.Status.UNCHANGED:
        latest = run.source.runs.filter(status=FeedRun.Status.APPLIED).latest("number")
    yield from latest.issues.filter(severity=RowIssue.Severity.REJECTED)


def _dry_run(source: Source, file: Path) -> dict[str, Any]:
    change = preview_feed(source=source, path=file)
    report: dict[str, Any] = {
        "status": "held" if is_too_large_a_loss(change) else "dry run",
        "error": "",
        "detail": "",
    }
    counts = {name: getattr(change, name) for name in (*COUNTS, "repaired")}
    return report | counts | {"rows": list(_dry_rows(change))}


def _dry_rows(change: StockChange) -> Iterator[dict[str, Any]]:
    for problem in change.problems:
        if problem.severity == "rejected":
            yield _row(
                RowIssue(
                    line=problem.line,
                    column=problem.column,
                    code=problem.code,
                    value=problem.value,
                    reference=change.references.get(problem.line, ""),
                )
            )


def _row(issue: RowIssue) -> dict[str, Any]:
    return {
        "line": issue.line,
        "column": issue.column,
        "code": issue.code,
        "reason": row_sentence(issue.code),
        "value": issue.value,
        "reference": issue.reference,
    }


def _chunks(file: Path) -> Iterator[bytes]:
    with file.open("rb") as stream:
        while chunk := stream.read(CHUNK):
            yield chunk
