"""Verification of registers: database rows compared with their hash chain."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import Any
from uuid import UUID

from bocage.training.attendance.chain import (
    Fault,
    Finding,
    Head,
    Link,
    digest_of,
    findings_of,
    genesis_of,
)
from bocage.training.attendance.models import (
    AttendanceDetails,
    AttendanceEntry,
    AttendanceRegister,
    AttendanceSheet,
)
from bocage.training.programmes.models.cohorts import Cohort


@dataclass(frozen=True, kw_only=True)
class CheckedRegister:
    """Register of a cohort, with the faults found in it."""

    cohort_id: UUID
    name: str
    entries: int
    head: str
    findings: list[Finding]

    @property
    def holds(self) -> bool:
        return not self.findings


def check_registers(
    *, cohort: UUID | None = None, known_hashes: Collection[str] = ()
) -> Iterator[CheckedRegister]:
    """Checks the register of one cohort, or of all. `known` are hashes handed over earlier, which
    must still be in the chain. A cohort that has entries but no register has lost it, and is
    checked too.
    """
    cohorts = Cohort.objects.with_rights().order_by("pk")
    selected = cohorts.filter(pk=cohort) if cohort else cohorts
    having = set(AttendanceRegister.objects.values_list("cohort_id", flat=True))
    having |= set(AttendanceEntry.objects.values_list("register_id", flat=True).distinct())
    for checked_cohort in selected.filter(pk__in=having):
        yield check_register(checked_cohort, known_hashes=known_hashes)


def check_register(cohort: Cohort, *, known_hashes: Collection[str] = ()) -> CheckedRegister:
    """Checks the register of a cohort; six queries whatever its size, and the files of sheets."""
    entries = list(
        AttendanceEntry.objects.filter(register=cohort.pk)
        .select_related("signer")
        .order_by("number", "pk")
    )
    register = AttendanceRegister.objects.filter(pk=cohort.pk).first()
    genesis = genesis_of(cohort.pk)
    head = Head(
        length=register.length if register else 0, hash=register.head if register else genesis
    )
    findings = findings_of([_link(entry) for entry in entries], genesis=genesis, head=head)
    findings += _findings_of_details(cohort, entries)
    hashes = {genesis, *(entry.hash for entry in entries)}
    findings += [
        Finding(fault=Fault.UNKNOWN_HASH, number=0, key=unknown_hash)
        for unknown_hash in known_hashes
        if unknown_hash not in hashes
    ]
    return CheckedRegister(
        cohort_id=cohort.pk,
        name=f"{cohort.programme.name} · {cohort.name}",
        entries=len(entries),
        head=head.hash,
        findings=sorted(findings, key=lambda finding: (finding.number, finding.fault)),
    )


def as_facts(checked: CheckedRegister) -> dict[str, Any]:
    """Returns the result of a check as JSON-compatible values."""
    return {
        "cohort": str(checked.cohort_id),
        "name": checked.name,
        "algorithm": "SHA-256",
        "entries": checked.entries,
        "head": checked.head,
        "holds": checked.holds,
        "findings": [
            {"fault": finding.fault.value, "number": finding.number, "key": finding.key}
            for finding in checked.findings
        ],
    }


def _link(entry: AttendanceEntry) -> Link:
    return Link(
        key=str(entry.pk),
        number=entry.number,
        previous=entry.previous,
        hash=entry.hash,
        content=entry.content,
    )


def _findings_of_details(cohort: Cohort, entries: list[AttendanceEntry]) -> Iterator[Finding]:
    """Checks the data stored beside the entries: names, signatures, and scans of paper sheets."""
    details = {
        details.entry_id: details
        for details in AttendanceDetails.objects.filter(entry__register=cohort.pk)
    }
    erased = {entry.signer_id for entry in entries if entry.kind == AttendanceEntry.Kind.ERASED}
    sheets = _sheets_of(cohort)
    for entry in entries:
        if entry.kind == AttendanceEntry.Kind.ERASED:
            continue
        fault = _fault_of(entry, details.get(entry.pk), sheets, entry.signer_id in erased)
        if fault is not None:
            yield Finding(fault=fault, number=entry.number, key=str(entry.pk))


def _fault_of(
    entry: AttendanceEntry,
    details: AttendanceDetails | None,
    sheets: dict[str, str],
    is_erased: bool,
) -> Fault | None:
    if details is None:
        return None if is_erased else Fault.DETAILS_REMOVED
    if digest_of(details.content) != entry.details_hash:
        return Fault.DETAILS_CHANGED
    if not _is_theirs(entry, details.text("of")):
        return Fault.SIGNER_CHANGED
    sheet = details.text("sheet")
    if sheet and sheet not in sheets:
        return Fault.SHEET_REMOVED
    if sheet and sheets[sheet] != sheet:
        return Fault.SHEET_CHANGED
    return None


def _is_theirs(entry: AttendanceEntry, of: str) -> bool:
    """Checks whether the pseudonym belongs to the person named by the entry, or to nobody after
    erasure."""
    signer = entry.signer
    pseudonyms = {f"enrolment:{signer.enrolment_id}", f"teacher:{signer.teacher_id}"}
    is_gone = signer.enrolment_id is None and signer.teacher_id is None
    return is_gone or of in pseudonyms


def _sheets_of(cohort: Cohort) -> dict[str, str]:
    """Returns the current hash of each scan's file, by its hash when it was added."""
    today = {}
    for sheet in AttendanceSheet.objects.filter(session__cohort=cohort.pk):
        try:
            with sheet.file.open("rb") as file:
                today[sheet.digest] = sha256(file.read()).hexdigest()
        except OSError:
            continue
    return today
