"""Deliveries: received and numbered, then applied as the whole stock of their source.

A delivery is applied once, in one transaction, under a lock of its source. A delivery older than
the last applied one is superseded. A delivery with the bytes of the last one, to be read in the
same way, changes nothing; nor does one that cannot be read, or that would withdraw more than half
of the stock.
"""

from collections.abc import Callable, Iterable
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max, Q, QuerySet
from django.utils import timezone

from bocage.foundation.db.row_locks import lock_rows
from bocage.foundation.db.statistics import analyze_after_commit
from bocage.foundation.errors import NotAllowed
from bocage.foundation.events import publish
from bocage.foundation.files.calls_apart import CallFailed
from bocage.foundation.files.stored_files import on_disk
from bocage.housing.feeds import notifications
from bocage.housing.feeds.errors import (
    FeedEmpty,
    FeedRunNotHeld,
    SourceNotActive,
    SourceTakesNoFile,
)
from bocage.housing.feeds.events import FeedReceived
from bocage.housing.feeds.models import RowIssue
from bocage.housing.feeds.operations.parser_fingerprint import fingerprint_of
from bocage.housing.feeds.operations.photo_files import write_photo_files
from bocage.housing.feeds.operations.staging import (
    StockChange,
    apply_staging,
    compare_staging,
    load_staging,
)
from bocage.housing.feeds.operations.stored_files import forget_file, store
from bocage.housing.feeds.parsing.formats import OpenFeed, no_file, open_apart
from bocage.housing.feeds.parsing.listing_rows import ListingRow, ReadRow
from bocage.housing.feeds.parsing.refusals import FeedRefused
from bocage.housing.market.models.sources import FeedRun, Source
from bocage.housing.market.operations import enqueue_deduplication
from bocage.people.models import Person

Status = FeedRun.Status
READ = (Status.APPLIED, Status.UNCHANGED)
COUNTS = (
    *("read", "created", "updated", "unchanged", "withdrawn", "rejected", "repaired"),
    "price_falls",
)


@dataclass(frozen=True)
class _Loaded:
    """Content of a delivery, in the temporary table, and how it was read."""

    feed: OpenFeed
    change: StockChange
    reading: str


def receive_feed(
    *,
    source: Source,
    content: Iterable[bytes],
    file_name: str,
    channel: str,
    by: Person | None = None,
    now: datetime | None = None,
) -> FeedRun:
    """Stores a delivery as it comes in, numbers it, and has it read. Nothing is believed yet.

    `by` is the person who brings it; machines (a push, a fetch, the terminal) have none.

    Raises:
        NotAllowed: `by` does not run the source.
        SourceNotActive, SourceTakesNoFile: it takes no delivery.
        FeedEmpty, FeedTooLarge: there is nothing in it, or more than may be.
    """
    if by is not None and not by.has_perm("housing.run_source", source):
        raise NotAllowed
    with transaction.atomic():
        run = _numbered(source, content, now, file_name=file_name, channel=channel, sent_by=by)
        publish(FeedReceived(run_id=run.pk))
    return run


def receive_for_review(
    *,
    by: Person,
    source: Source,
    content: Iterable[bytes],
    file_name: str,
    now: datetime | None = None,
) -> FeedRun:
    """Stores a delivery that its uploader reviews first: it is held until they confirm it, and
    replaces the one held before.

    Raises:
        NotAllowed: `by` does not run the source.
        SourceNotActive, SourceTakesNoFile: the source accepts no delivery.
        FeedEmpty, FeedTooLarge: the file is empty, or too large.
    """
    by.require("housing.run_source", source)
    with transaction.atomic():
        run = _numbered(
            source, content, now, file_name=file_name, channel=FeedRun.Channel.UPLOAD, sent_by=by
        )
        run.status = Status.HELD
        run.save(update_fields=["status"])
        _supersede(_held_of(source), run, now or timezone.now())
    return run


def _numbered(
    source: Source,
    content: Iterable[bytes],
    now: datetime | None,
    *,
    file_name: str,
    **values: Any,
) -> FeedRun:
    """Returns the file first, however slowly it comes; then the source is locked for its number."""
    if source.format == Source.Format.FORM:
        raise SourceTakesNoFile
    if not source.is_active:
        raise SourceNotActive
    stored = store(content, slug=source.slug)
    try:
        if not stored.octets:
            raise FeedEmpty
        locked = _locked_source(source.pk)
        return FeedRun.objects.create(
            source=locked,
            number=_next_number(locked),
            file=stored.name,
            file_name=Path(file_name.replace("\\", "/")).name[:200],
            sha256=stored.sha256,
            octets=stored.octets,
            received_at=now or timezone.now(),
            **values,
        )
    except BaseException:
        forget_file(stored.name)
        raise


def apply_feed_run(*, run_id: UUID, now: datetime | None = None) -> FeedRun:
    """Reads a delivery, updates the stock of its source accordingly, and returns its outcome.

    Run twice, or by two workers at once, it is applied once. A refusal is recorded on the run and
    on the source, and the last good stock stays.
    """
    now = now or timezone.now()
    run = FeedRun.objects.select_related("source").get(pk=run_id)
    if not _is_to_be_read(run):
        return run
    try:
        with transaction.atomic():
            return _applied(run, now)
    except FeedRefused as refusal:
        return _write_refusal(run, refusal, now)
    except CallFailed:
        # The file is deleted with the run: another worker may have ended it meanwhile.
        run.refresh_from_db()
        if _is_to_be_read(run):
            raise
        return run


def _applied(run: FeedRun, now: datetime) -> FeedRun:
    """Reads the delivery before it locks the source, so that the lock is short."""
    with ExitStack() as stack:
        path = Path()
        if run.file:
            path = stack.enter_context(on_disk(run.file.storage, str(run.file)))
        loaded = None if _over_unread(run) else _loaded(stack, run, path)
        source = _locked_source(run.source_id)
        run = FeedRun.objects.select_for_update(of=("self",)).get(pk=run.pk)
        run.source = source
        if not _is_to_be_read(run):
            return run
        over = _over_unread(run)
        if over == Status.SUPERSEDED:
            return _finish(run, Status.SUPERSEDED, now)
        if over == Status.UNCHANGED:
            return _confirm_last(run, now)
        if loaded is None or loaded.reading != fingerprint_of(source):
            loaded = _loaded(stack, run, path)
        compare_staging(source, loaded.change)
        run.parser_fingerprint = loaded.reading
        return _write(run, loaded.feed, loaded.change, now)


def _loaded(stack: ExitStack, run: FeedRun, path: Path) -> _Loaded:
    source = run.source
    if not path.is_file():
        raise FeedRefused("file_lost")
    feed = stack.enter_context(open_apart(path, form=source.format, mapping=source.column_mapping))
    change = load_staging(source, feed.rows)
    if change.read and change.rejected == change.read:
        raise FeedRefused("every_row_rejected", str(change.read))
    return _Loaded(feed, change, fingerprint_of(source))


def _write(run: FeedRun, feed: OpenFeed, change: StockChange, now: datetime) -> FeedRun:
    """Writes the difference, or holds the delivery where it is too large to be believed."""
    _note(run, feed, change)
    if run.decided_at is None and is_too_large_a_loss(change):
        return _hold(run, change, now)
    apply_staging(run.source, run, now)
    write_photo_files(feed)
    enqueue_deduplication()
    _supersede(run.source.runs.filter(status__in=FeedRun.OPEN), run, now)
    _write_good(run.source, now)
    run = _finish(run, Status.APPLIED, now)
    analyze_after_commit()
    return run


def _hold(run: FeedRun, change: StockChange, now: datetime) -> FeedRun:
    """Holds a delivery for a person to decide. Only the latest is held, however often it is sent,
    and the followers of the source are notified once.
    """
    if _held_of(run.source).filter(number__gt=run.number).exists():
        return _finish(run, Status.SUPERSEDED, now)
    is_notified = _is_already_notified(run)
    run.status = Status.HELD
    run.save()
    _supersede(_held_of(run.source), run, now)
    if not is_notified:
        notifications.notify_held_feed_run(run, stock=change.stock)
    return run


def _is_already_notified(run: FeedRun) -> bool:
    """Checks whether a held delivery was already notified: another is held, or the same bytes were
    set aside.
    """
    last = run.source.runs.filter(status__in=READ).aggregate(last=Max("number"))["last"]
    since = run.source.runs.filter(number__gt=last or 0, number__lt=run.number, read__gt=0)
    put_aside = Q(status__in=(Status.SUPERSEDED, Status.DISCARDED), sha256=run.sha256)
    return since.filter(Q(status=Status.HELD, decided_at=None) | put_aside).exists()


def _held_of(source: Source) -> QuerySet[FeedRun]:
    return source.runs.filter(status=Status.HELD, decided_at=None)


def is_too_large_a_loss(change: StockChange) -> bool:
    """Checks whether more than half of the stock would be withdrawn: more often a cut file than a
    closing agency.
    """
    return change.withdrawn * 2 > change.stock


def confirm_feed_run(*, by: Person, run: FeedRun, now: datetime | None = None) -> FeedRun:
    """Schedules a held delivery for application: the person knows that these homes are gone.

    Raises:
        NotAllowed: `by` does not run the source.
        FeedRunNotHeld: it waits for no decision.
    """
    with transaction.atomic():
        locked = _decided(by, run, now or timezone.now())
        locked.save(update_fields=["decided_by", "decided_at"])
        publish(FeedReceived(run_id=locked.pk))
    return locked


def confirm_feed_run_from_terminal(*, run: FeedRun, now: datetime | None = None) -> FeedRun:
    """Confirms a held delivery like `confirm_feed_run`, for an administrator at the terminal, and
    applies it at once.
    """
    with transaction.atomic():
        locked = _locked_held_run(run)
        locked.decided_at = now or timezone.now()
        locked.save(update_fields=["decided_at"])
    return apply_feed_run(run_id=run.pk, now=now)


def discard_feed_run(*, by: Person, run: FeedRun, now: datetime | None = None) -> FeedRun:
    """Puts a held delivery aside: the last good stock stays.

    Raises:
        NotAllowed: `by` does not run the source.
        FeedRunNotHeld: it waits for no decision.
    """
    now = now or timezone.now()
    with transaction.atomic():
        return _finish(_decided(by, run, now), Status.DISCARDED, now)


def preview_feed(*, source: Source, path: Path) -> StockChange:
    """Computes the changes that a file would make, and writes nothing.

    Raises:
        FeedRefused: it cannot be read.
    """
    with (
        transaction.atomic(),
        open_apart(path, form=source.format, mapping=source.column_mapping) as feed,
    ):
        change = load_staging(source, feed.rows)
        compare_staging(source, change)
        transaction.set_rollback(True)
    return change


def import_listings(
    *,
    source: Source,
    rows: Iterable[ListingRow],
    photo: Callable[[str], bytes | None] = no_file,
    now: datetime | None = None,
) -> FeedRun:
    """Brings the stock of a source to typed rows, without a file: for the demo and for imports.

    The rows are the whole stock, however much that withdraws. `photo` gives the bytes of the
    photo files that they name.
    """
    now = now or timezone.now()
    staged = [
        ReadRow(row.line, row, (), row.external_id, row.agency_code, row.reference) for row in rows
    ]
    feed = OpenFeed(rows=iter(staged), photo=photo)
    with transaction.atomic():
        locked = _locked_source(source.pk)
        run = FeedRun.objects.create(
            source=locked,
            number=_next_number(locked),
            channel=FeedRun.Channel.COMMAND,
            sha256=sha256(repr(staged).encode()).hexdigest(),
            received_at=now,
            decided_at=now,
        )
        change = load_staging(locked, feed.rows)
        compare_staging(locked, change)
        return _write(run, feed, change, now)


def _is_to_be_read(run: FeedRun) -> bool:
    return run.status == Status.RECEIVED or (
        run.status == Status.HELD and run.decided_at is not None
    )


def _over_unread(run: FeedRun) -> str:
    """Returns the status of a delivery that need not be read; empty if it must be."""
    last = run.source.runs.filter(status__in=READ).order_by("-number").first()
    if last is None:
        return ""
    if last.number > run.number:
        return Status.SUPERSEDED
    is_the_same = last.sha256 == run.sha256 and last.parser_fingerprint == fingerprint_of(
        run.source
    )
    return Status.UNCHANGED if is_the_same else ""


def _confirm_last(run: FeedRun, now: datetime) -> FeedRun:
    """Confirms everything that the source offers, for a delivery of the same bytes; changes nothing
    else.
    """
    last = run.source.runs.filter(status__in=READ).latest("number")
    run.source.listings.on_the_market().update(confirmed_at=now)
    run.read, run.rejected, run.repaired = last.read, last.rejected, last.repaired
    run.unchanged = last.read - last.rejected
    run.format_version, run.software = last.format_version, last.software
    run.parser_fingerprint = last.parser_fingerprint
    _write_good(run.source, now)
    return _finish(run, Status.UNCHANGED, now)


def _note(run: FeedRun, feed: OpenFeed, change: StockChange) -> None:
    """Records the counts and the remarks of a reading; those of an earlier reading are replaced."""
    for name in COUNTS:
        setattr(run, name, getattr(change, name))
    run.format_version, run.software = feed.version[:10], feed.software[:120]
    run.issues.all().delete()
    RowIssue.objects.bulk_create(
        (
            RowIssue(
                run=run,
                line=problem.line,
                column=problem.column,
                severity=problem.severity,
                code=problem.code,
                value=problem.value,
                reference=change.references.get(problem.line, ""),
            )
            for problem in change.problems
        ),
        batch_size=500,
    )


def _write_refusal(run: FeedRun, refusal: FeedRefused, now: datetime) -> FeedRun:
    with transaction.atomic():
        source = _locked_source(run.source_id)
        run = FeedRun.objects.select_for_update(of=("self",)).get(pk=run.pk)
        run.source = source
        if not run.is_open:
            return run
        run.error, run.error_detail = refusal.code[:40], refusal.detail
        run.parser_fingerprint = fingerprint_of(source)
        source.state, source.error = Source.State.FAILING, run.error
        source.save(update_fields=["state", "error"])
        return _finish(run, Status.REFUSED, now)


def _supersede(runs: QuerySet[FeedRun], run: FeedRun, now: datetime) -> None:
    """Ends the runs that precede a run."""
    for older in runs.filter(number__lt=run.number):
        _finish(older, Status.SUPERSEDED, now)


def _write_good(source: Source, now: datetime) -> None:
    source.state, source.error = Source.State.FRESH, ""
    source.last_good_at, source.warned_at, source.fetch_failures = now, None, 0
    source.save(update_fields=["state", "error", "last_good_at", "warned_at", "fetch_failures"])


def _finish(run: FeedRun, status: str, now: datetime) -> FeedRun:
    """Ends a run; its file, which may hold data that is never stored, is deleted at the commit."""
    name = run.file.name
    run.status, run.finished_at, run.file = status, now, ""
    run.save()
    if name:
        transaction.on_commit(lambda: forget_file(name))
    return run


def _decided(by: Person, run: FeedRun, now: datetime) -> FeedRun:
    by.require("housing.run_source", run.source)
    locked = _locked_held_run(run)
    locked.decided_by, locked.decided_at = by, now
    return locked


def _locked_held_run(run: FeedRun) -> FeedRun:
    source = _locked_source(run.source_id)
    locked = FeedRun.objects.select_for_update(of=("self",)).get(pk=run.pk)
    locked.source = source
    if locked.status != Status.HELD or locked.decided_at is not None:
        raise FeedRunNotHeld
    return locked


def _locked_source(source_id: UUID) -> Source:
    return lock_rows(Source.objects.all()).get(pk=source_id)


def _next_number(source: Source) -> int:
    last = source.runs.aggregate(last=Max("number"))["last"]
    return (last or 0) + 1
