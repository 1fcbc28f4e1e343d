"""Register of a cohort: signed by the people present, completed by the people who run it.

Each operation locks the register, then reads again. Entries are never changed or deleted: the last
entry about a session prevails (docs/decisions/attendance-chain.md).
"""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from django.db import transaction
from django.utils import timezone

from bocage.foundation.db.row_locks import lock_rows
from bocage.foundation.errors import NotAllowed
from bocage.foundation.formatting.plain_words import plain_words
from bocage.people.models import Person
from bocage.training.attendance.chain import digest_of, genesis_of
from bocage.training.attendance.errors import (
    AttendanceReasonMissing,
    NobodyOnTheSheet,
    NoSignature,
    NotOfThisCohort,
    NotTheirName,
    SessionNotBegun,
    SessionNotHeld,
    SignatureTooEarly,
    SignatureTooLate,
)
from bocage.training.attendance.models import (
    AttendanceDetails,
    AttendanceEntry,
    AttendanceRegister,
    AttendanceSheet,
    AttendanceSigner,
)
from bocage.training.attendance.signing_time import SigningTime, signing_time
from bocage.training.attendance.strokes import NotASignature, path_of, read_strokes
from bocage.training.programmes.models.cohorts import Cohort, Enrolment
from bocage.training.programmes.models.programmes import ProgrammeTeacher
from bocage.training.programmes.models.sessions import CohortSession

Kind = AttendanceEntry.Kind
Method = AttendanceEntry.Method
Role = AttendanceSigner.Role

REFUSED_AT = {
    SigningTime.EARLY: SignatureTooEarly,
    SigningTime.LATE: SignatureTooLate,
    SigningTime.CANCELLED: SessionNotHeld,
}
LONGEST_REASON = 300
SALT_BYTES = 16

Signatory = Enrolment | ProgrammeTeacher
"""Signatory: a learner, or a teacher."""


@dataclass(frozen=True, kw_only=True)
class Mark:
    """Signature: strokes as the page sent them, or the typed name of the person who signs."""

    strokes: str = ""
    typed: str = ""


def sign_session(
    *,
    by: Person,
    session: CohortSession,
    signatory: Signatory,
    mark: Mark,
    method: str,
    now: datetime | None = None,
) -> AttendanceEntry:
    """Signs for a session, on the person's own device or on the shared tablet. Idempotent.

    Raises:
        NotAllowed: `by` is neither the signatory nor in charge of the session.
        NotOfThisCohort: the signatory has no seat in it, or does not teach it.
        SignatureTooEarly, SignatureTooLate, SessionNotHeld: it cannot be signed at this
            moment.
        NoSignature, NotTheirName: there is no signature, or the typed name is not theirs.
    """
    if not _may_sign(by, session, signatory, method):
        raise NotAllowed
    mark_details = _mark_details(mark, name_of(signatory))
    now = now or timezone.now()
    with transaction.atomic():
        register = locked_register(session.cohort)
        fresh = _fresh(session)
        _check_of_the_cohort(fresh, signatory)
        signer = _signer(register, signatory)
        existing = AttendanceEntry.objects.filter(
            session=fresh, signer=signer, kind=Kind.SIGNED
        ).first()
        if existing is not None:
            return existing
        time = signing_time(fresh, now)
        if time in REFUSED_AT:
            raise REFUSED_AT[time]
        recorder = signer if method != Method.SHARED else _recorder(register, by)
        return _append(
            register,
            kind=Kind.SIGNED,
            method=method,
            session=fresh,
            signer=signer,
            recorder=recorder,
            content={**_signatory_details(signatory), **mark_details},
            now=now,
        )


def note_absence(
    *,
    by: Person,
    session: CohortSession,
    enrolment: Enrolment,
    reason: str,
    is_excused: bool,
    document: str = "",
    now: datetime | None = None,
) -> AttendanceEntry:
    """Records an absence, with its reason and the name of any supporting document. Recording it
    again with the same texts adds nothing.

    Raises:
        NotAllowed: `by` does not run the cohort.
        AttendanceReasonMissing: there is no reason.
        NotOfThisCohort, SessionNotHeld, SessionNotBegun: there is nothing to record.
    """
    kind = Kind.EXCUSED if is_excused else Kind.ABSENT
    details = {"reason": reason, "document": document}
    return _note(by=by, session=session, signatory=enrolment, kind=kind, details=details, now=now)


def regularise(
    *,
    by: Person,
    session: CohortSession,
    signatory: Signatory,
    reason: str,
    now: datetime | None = None,
) -> AttendanceEntry:
    """Records after the fact, with a reason, that a person was present without signing; the
    register shows that it is not a signature.

    Raises:
        NotAllowed: `by` does not run the cohort.
        AttendanceReasonMissing: there is no reason.
        NotOfThisCohort, SessionNotHeld, SessionNotBegun: there is nothing to regularise.
    """
    details = {"reason": reason}
    return _note(
        by=by, session=session, signatory=signatory, kind=Kind.REGULARISED, details=details, now=now
    )


def enter_sheet(
    *,
    by: Person,
    sheet: AttendanceSheet,
    signatories: Sequence[Signatory],
    now: datetime | None = None,
) -> list[AttendanceEntry]:
    """Records who signed a paper sheet, whose scan is stored and hashed with each entry.
    Idempotent.

    Raises:
        NotAllowed: `by` does not run the cohort.
        NobodyOnTheSheet: nobody signed it.
        NotOfThisCohort, SessionNotHeld, SessionNotBegun: it is not of this session.
    """
    if not signatories:
        raise NobodyOnTheSheet
    with transaction.atomic():
        return [
            _note(
                by=by,
                session=sheet.session,
                signatory=signatory,
                kind=Kind.SHEET,
                details={"reason": sheet.name, "sheet": sheet.digest},
                now=now,
            )
            for signatory in signatories
        ]


def erase_names(*, register: AttendanceRegister, now: datetime | None = None) -> int:
    """Deletes the names, signatures and reasons of a register once the law allows it. The chain
    records the erasure, and can still be checked. Returns how many signers lost their name.
    Idempotent.
    """
    now = now or timezone.now()
    with transaction.atomic():
        locked = locked_register(register.cohort)
        if locked.erased_at is not None:
            return 0
        signers = list(AttendanceSigner.objects.filter(cohort=locked.cohort_id).order_by("pk"))
        for signer in signers:
            _append(
                locked,
                kind=Kind.ERASED,
                method=Method.CLOCK,
                session=None,
                signer=signer,
                recorder=None,
                content=None,
                now=now,
            )
        AttendanceDetails.objects.filter(entry__register=locked).delete()
        for sheet in AttendanceSheet.objects.filter(session__cohort=locked.cohort_id):
            transaction.on_commit(partial(sheet.file.storage.delete, str(sheet.file.name)))
            sheet.delete()
        AttendanceSigner.objects.filter(cohort=locked.cohort_id).update(
            enrolment=None, teacher=None, person=None
        )
        locked.erased_at = now
        locked.save(update_fields=["erased_at"])
    return len(signers)


def locked_register(cohort: Cohort) -> AttendanceRegister:
    """Returns the current register of a cohort, created if needed, and locked until the end of the
    transaction.
    """
    AttendanceRegister.objects.get_or_create(
        cohort_id=cohort.pk, defaults={"head": genesis_of(cohort.pk)}
    )
    registers = lock_rows(AttendanceRegister.objects.all())
    return registers.select_related("cohort").get(pk=cohort.pk)


def name_of(signatory: Signatory) -> str:
    """Returns the name shown beside a signature."""
    if isinstance(signatory, ProgrammeTeacher):
        return signatory.name
    return signatory.display_name


def _note(
    *,
    by: Person,
    session: CohortSession,
    signatory: Signatory,
    kind: str,
    details: dict[str, str],
    now: datetime | None,
) -> AttendanceEntry:
    """Records an absence or a presence without signature, by the people who run the cohort."""
    by.require("training.manage_cohort", session.cohort)
    details = {name: " ".join(text.split())[:LONGEST_REASON] for name, text in details.items()}
    if not details["reason"]:
        raise AttendanceReasonMissing
    now = now or timezone.now()
    with transaction.atomic():
        register = locked_register(session.cohort)
        fresh = _fresh(session)
        _check_of_the_cohort(fresh, signatory)
        if not fresh.is_planned:
            raise SessionNotHeld
        if now < fresh.starts_at:
            raise SessionNotBegun
        signer = _signer(register, signatory)
        last = _last_of(fresh, signer)
        if last is not None and last.kind == kind and _has_details(last, details):
            return last
        return _append(
            register,
            kind=kind,
            method=Method.OFFICE,
            session=fresh,
            signer=signer,
            recorder=_recorder(register, by),
            content={**_signatory_details(signatory), **details},
            now=now,
        )


def _append(
    register: AttendanceRegister,
    *,
    kind: str,
    method: str,
    session: CohortSession | None,
    signer: AttendanceSigner,
    recorder: AttendanceSigner | None,
    content: dict[str, str] | None,
    now: datetime,
) -> AttendanceEntry:
    """Adds an entry at the end of the chain, which the database checks and moves."""
    details = {} if content is None else {**content, "salt": secrets.token_hex(SALT_BYTES)}
    entry = AttendanceEntry(
        register=register,
        number=register.length + 1,
        previous=register.head,
        kind=kind,
        method=method,
        session=session,
        starts_at=session.starts_at if session else None,
        ends_at=session.ends_at if session else None,
        signer=signer,
        recorded_by=recorder,
        recorded_at=now,
        details_hash=digest_of(details),
    )
    entry.hash = digest_of(entry.content)
    entry.save(force_insert=True)
    if content is not None:
        AttendanceDetails.objects.create(entry=entry, content=details)
    register.length, register.head = entry.number, entry.hash
    return entry


def _may_sign(by: Person, session: CohortSession, signatory: Signatory, method: str) -> bool:
    if method == Method.SHARED:
        return by.has_perm("training.hold_session", session)
    return method in (Method.OWN, Method.CODE) and signatory.person_id == by.pk


def _check_of_the_cohort(session: CohortSession, signatory: Signatory) -> None:
    """Raises: NotOfThisCohort: they have no seat in it, or do not teach it."""
    if isinstance(signatory, ProgrammeTeacher):
        is_expected = session.teachers.filter(pk=signatory.pk).exists()
    else:
        seated = Enrolment.objects.seated()
        is_expected = seated.filter(pk=signatory.pk, cohort=session.cohort_id).exists()
    if not is_expected:
        raise NotOfThisCohort


def _fresh(session: CohortSession) -> CohortSession:
    """Returns the current row of the session, under the lock of its register."""
    return CohortSession.objects.with_rights().get(pk=session.pk)


def _signer(register: AttendanceRegister, signatory: Signatory) -> AttendanceSigner:
    """Returns the pseudonym of a signatory, the same for the whole cohort."""
    if isinstance(signatory, ProgrammeTeacher):
        fields = {"teacher": signatory, "role": Role.TEACHER}
    else:
        fields = {"enrolment": signatory, "role": Role.LEARNER}
    signer, _is_new = AttendanceSigner.objects.get_or_create(
        cohort_id=register.cohort_id, **fields, defaults={"person_id": signatory.person_id}
    )
    return signer


def _recorder(register: AttendanceRegister, by: Person) -> AttendanceSigner:
    """Returns the pseudonym of a person who records entries about others."""
    signer, _is_new = AttendanceSigner.objects.get_or_create(
        cohort_id=register.cohort_id, role=Role.REGISTRAR, person=by
    )
    return signer


def _signatory_details(signatory: Signatory) -> dict[str, str]:
    """Returns the identity of a signatory, so that a name changed behind a pseudonym is
    detected."""
    kind = "teacher" if isinstance(signatory, ProgrammeTeacher) else "enrolment"
    return {"name": name_of(signatory), "of": f"{kind}:{signatory.pk}"}


def _mark_details(mark: Mark, name: str) -> dict[str, str]:
    """Returns the details of a signature.

    Raises:
        NoSignature, NotTheirName: it is missing or invalid, or the typed name is not theirs.
    """
    if mark.strokes:
        try:
            return {"drawn": path_of(read_strokes(mark.strokes))}
        except NotASignature as error:
            raise NoSignature from error
    typed = " ".join(mark.typed.split())
    if not typed:
        raise NoSignature
    if plain_words(typed) != plain_words(name):
        raise NotTheirName
    return {"typed": typed}


def _last_of(session: CohortSession, signer: AttendanceSigner) -> AttendanceEntry | None:
    entries = AttendanceEntry.objects.filter(session=session, signer=signer)
    return entries.select_related("details").order_by("-number").first()


def _has_details(entry: AttendanceEntry, details: dict[str, str]) -> bool:
    return all(entry.details.text(name) == text for name, text in details.items())
