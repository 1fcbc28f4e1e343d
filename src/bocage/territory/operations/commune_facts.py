"""Facts about communes: written, or replaced by later ones."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db import transaction

from bocage.territory.imports.commune_facts import FactRefused, FactRow
from bocage.territory.models import Commune, CommuneFact, FormerCommune


@dataclass
class FactsReport:
    """What an import did."""

    read: int = 0
    written: int = 0
    unchanged: int = 0
    older: int = 0
    """Facts that are kept, because those read are of an earlier day."""
    refused: list[FactRefused] = field(default_factory=list)


@transaction.atomic
def write_commune_facts(rows: Iterable[FactRow | FactRefused]) -> FactsReport:
    """Writes facts, all or nothing; a second time changes nothing.

    A code of a merged commune is that of the commune of today. Of two facts of one kind the later
    stays. Nobody acts here: only the terminal calls it.
    """
    report = FactsReport()
    communes = set(Commune.objects.current().values_list("code", flat=True))
    former = dict(FormerCommune.objects.values_list("code", "commune"))
    known = {
        (fact.commune_id, fact.kind): fact
        for fact in CommuneFact.objects.select_for_update(of=("self",))
    }
    for row in rows:
        report.read += 1
        if isinstance(row, FactRefused):
            report.refused.append(row)
            continue
        code = row.code if row.code in communes else former.get(row.code)
        if code is None:
            report.refused.append(FactRefused(row.line, f"unknown commune: {row.code}"))
            continue
        _write(known, code, row, report)
    return report


def _write(
    known: dict[tuple[str, str], CommuneFact], code: str, row: FactRow, report: FactsReport
) -> None:
    stated = {name: getattr(row, name) for name in ("value", "detail", "source", "dated_on")}
    fact = known.get((code, row.kind))
    if fact is None:
        known[code, row.kind] = CommuneFact.objects.create(commune_id=code, kind=row.kind, **stated)
        report.written += 1
    elif row.dated_on < fact.dated_on:
        report.older += 1
    elif any(getattr(fact, name) != value for name, value in stated.items()):
        for name, value in stated.items():
            setattr(fact, name, value)
        fact.save(update_fields=list(stated))
        report.written += 1
    else:
        report.unchanged += 1
