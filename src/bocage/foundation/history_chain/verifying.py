"""The chain is computed again, and what no longer matches is named to the version."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from itertools import groupby

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bocage.foundation.history_chain.versions import (
    PRINT_BYTES,
    Version,
    columns_of,
    digest_of,
    digest_of_amendments,
    link_of,
    models_of_history,
    versions_between,
)
from bocage.foundation.models import HistoryAmendment, HistoryDay, HistorySeal

ONE_DAY = timedelta(days=1)
SEALED_AFTER = timedelta(days=2)
"""A day that is over for so long and has no link was missed by the night."""

Prints = dict[int, bytes]


class HistoryDiffers(Exception):
    """The history is not what the nights sealed."""


_FAULTS = {
    "added": gettext_lazy("%(table)s, %(day)s : la version %(key)d a été ajoutée après coup."),
    "changed": gettext_lazy("%(table)s, %(day)s : la version %(key)d a été changée."),
    "removed": gettext_lazy("%(table)s, %(day)s : la version %(key)d a disparu."),
    "differs": gettext_lazy("%(table)s, %(day)s : le sceau n’est plus celui de ses versions."),
}


@dataclass(kw_only=True)
class Verified:
    """What was looked at, and every sentence about what no longer matches."""

    days: int = 0
    rows: int = 0
    amended: int = 0
    head: str = ""
    faults: list[str] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    """What can be neither held nor refuted: columns that an update of Bocage took away."""


def verify_history(*, now: datetime | None = None, known: str = "") -> Verified:
    """Looks at every link, every seal and every version of sealed days.

    `known` is a link that was kept elsewhere: it must still be there.
    """
    links = list(HistoryDay.objects.order_by("day"))
    verified = Verified(days=len(links), head=links[-1].link if links else "")
    verified.faults += _broken_links(links)
    verified.faults += _days_missed(links, now or timezone.now())
    if known and known not in {one.link for one in links}:
        verified.faults.append(_("Le maillon %s n’est plus dans la chaîne.") % known)
    if links:
        for model in models_of_history():
            _verify_table(model, links[-1].day + ONE_DAY, verified)
    return verified


def _broken_links(links: list[HistoryDay]) -> Iterator[str]:
    """What is wrong with the chain itself, whatever the tables hold."""
    before: HistoryDay | None = None
    for one in links:
        if before is not None and one.day != before.day + ONE_DAY:
            yield _("Il manque les jours du %(first)s au %(last)s.") % {
                "first": (before.day + ONE_DAY).isoformat(),
                "last": (one.day - ONE_DAY).isoformat(),
            }
        if one.previous != (before.link if before else ""):
            yield _("Le %s ne suit plus le jour qui le précède.") % one.day.isoformat()
        amendments = digest_of_amendments(one.day)
        if link_of(one.day, one.seals.all(), amendments, one.previous) != one.link:
            yield _("Le maillon du %s n’est plus celui de ses sceaux.") % one.day.isoformat()
        before = one


def _days_missed(links: list[HistoryDay], now: datetime) -> Iterator[str]:
    due = (now - SEALED_AFTER).astimezone(UTC).date()
    if links and links[-1].day < due:
        yield _("Rien n’est scellé depuis le %s.") % links[-1].day.isoformat()


def _verify_table(model: type[models.Model], end: date, verified: Verified) -> None:
    table = model._meta.db_table
    amended = _amended(table)
    verified.amended += len(amended)
    for segment in _segments(model, end):
        for one in segment.gone:
            verified.doubts.append(
                _("%(table)s jusqu’au %(day)s : la colonne %(column)s n’existe plus.")
                % {"table": table, "day": (segment.end - ONE_DAY).isoformat(), "column": one}
            )
        for day, versions in segment.days(model):
            verified.rows += len(versions)
            for what, key in _differences(segment, day, versions, amended):
                verified.faults.append(_FAULTS[what] % {"table": table, "day": day, "key": key})


@dataclass(frozen=True, kw_only=True)
class _Segment:
    """Days of a table whose seals were made of the same columns."""

    columns: list[str]
    gone: list[str]
    first: date | None
    end: date
    seals: dict[date, HistorySeal]

    def days(self, model: type[models.Model]) -> Iterator[tuple[date, list[Version]]]:
        """Each day that has a seal or a version, with its versions as they are now."""
        columns = [one for one in self.columns if one not in self.gone]
        left = set(self.seals)
        found = versions_between(model, columns, self.first, self.end)
        for day, versions in groupby(found, key=lambda version: version.day):
            left.discard(day)
            yield day, list(versions)
        yield from ((day, []) for day in sorted(left))


def _segments(model: type[models.Model], end: date) -> Iterator[_Segment]:
    """The whole of a table until the last sealed day, before the first one too."""
    present = columns_of(model)
    seals = list(HistorySeal.objects.filter(table=model._meta.db_table).order_by("day_id"))
    runs = [list(run) for _columns, run in groupby(seals, key=lambda seal: seal.columns)]
    starts = [None, *(run[0].day_id for run in runs[1:])]
    ends = [*starts[1:], end]
    for run, first, last in zip(runs or [[]], starts, ends, strict=True):
        columns = run[0].columns if run else present
        yield _Segment(
            columns=columns,
            gone=sorted(set(columns) - set(present)),
            first=first,
            end=last or end,
            seals={one.day_id: one for one in run},
        )


def _differences(
    segment: _Segment, day: date, versions: list[Version], amended: Prints
) -> Iterator[tuple[str, int]]:
    """What is not as the seal of the day says, version by version."""
    seal = segment.seals.get(day)
    expected = _prints_of(seal) if seal else {}
    is_as_sealed = not segment.gone
    for version in versions:
        told = expected.pop(version.key, None)
        if told is None:
            is_as_sealed = False
            yield "added", version.key
        elif not segment.gone and version.print != told:
            is_as_sealed = False
            if amended.get(version.key) != version.print:
                yield "changed", version.key
    for key in expected:
        is_as_sealed = False
        if amended.get(key) != b"":
            yield "removed", key
    if seal and is_as_sealed and digest_of(versions) != seal.digest:
        yield "differs", 0


def _prints_of(seal: HistorySeal) -> Prints:
    prints = bytes(seal.prints)
    return {
        key: prints[place * PRINT_BYTES : (place + 1) * PRINT_BYTES]
        for place, key in enumerate(seal.keys)
    }


def _amended(table: str) -> Prints:
    """What each amended version is like since; nothing of one that was removed."""
    rows = HistoryAmendment.objects.filter(table=table).order_by("id")
    return {key: bytes(after) for key, after in rows.values_list("version", "print_after")}
