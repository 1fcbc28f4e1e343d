"""Computed register: attendance at each session, and hours of each learner."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from uuid import UUID

from bocage.training.attendance.models import AttendanceEntry
from bocage.training.programmes.models.cohorts import Cohort, Enrolment
from bocage.training.programmes.models.programmes import ProgrammeTeacher
from bocage.training.programmes.models.providers import TrainingProvider
from bocage.training.programmes.models.sessions import CohortSession


@dataclass(frozen=True, kw_only=True)
class Hours:
    """Minutes of a learner: planned, held, attended and excused. Cancelled sessions count in none;
    sessions under way or to come count in `planned` only.
    """

    planned: int
    held: int
    attended: int
    excused: int

    @property
    def share(self) -> int | None:
        """Percentage of the minutes held that they attended; None if none were held."""
        return round(100 * self.attended / self.held) if self.held else None


@dataclass(frozen=True, kw_only=True)
class SessionLine:
    """Session of the register, with the current entry of each learner and teacher."""

    session: CohortSession
    learners: dict[UUID, AttendanceEntry]
    teachers: dict[int, AttendanceEntry]

    @property
    def present(self) -> int:
        return sum(entry.is_present for entry in self.learners.values())

    @property
    def is_countersigned(self) -> bool:
        """True if a teacher of the session has an entry as present."""
        return any(entry.is_present for entry in self.teachers.values())


@dataclass(frozen=True, kw_only=True)
class Register:
    """Register of a cohort, as of a given time."""

    cohort: Cohort
    lines: list[SessionLine]
    enrolments: list[Enrolment]
    now: datetime
    teachers: dict[UUID, list[ProgrammeTeacher]] = field(default_factory=dict)
    """Teachers of each session, by its key."""

    @cached_property
    def provider(self) -> TrainingProvider | None:
        """Legal identity of the provider, read once for all the documents of a cohort."""
        return TrainingProvider.of(self.cohort.programme)

    def hours_of(self, enrolment: Enrolment) -> Hours:
        """Returns the hours of a learner, over the sessions that took place while they had their
        seat.
        """
        planned = held = attended = excused = 0
        for line in self.lines:
            session = line.session
            if not session.is_planned:
                continue
            entry = line.learners.get(enrolment.pk)
            if _had_left(enrolment, session) and entry is None:
                continue
            planned += session.minutes
            if session.ends_at > self.now:
                continue
            held += session.minutes
            if entry is not None and entry.is_present:
                attended += entry.minutes
            elif entry is not None and entry.kind == AttendanceEntry.Kind.EXCUSED:
                excused += session.minutes
        return Hours(planned=planned, held=held, attended=attended, excused=excused)

    @property
    def over(self) -> list[SessionLine]:
        """Sessions held, to their end."""
        return [line for line in self.lines if self._is_over(line.session)]

    @property
    def ahead(self) -> list[SessionLine]:
        """Sessions under way or to come."""
        planned = (line for line in self.lines if line.session.is_planned)
        return [line for line in planned if not self._is_over(line.session)]

    def _is_over(self, session: CohortSession) -> bool:
        return session.is_planned and session.ends_at <= self.now

    def missing(self, line: SessionLine) -> list[Enrolment]:
        """Returns the learners who neither signed a session that is over nor are noted; an empty
        list if it is not over.
        """
        if not self._is_over(line.session):
            return []
        return [
            enrolment
            for enrolment in self.enrolments
            if enrolment.pk not in line.learners and not _had_left(enrolment, line.session)
        ]


def register_of(cohort: Cohort, *, now: datetime) -> Register:
    """Reads the register of a cohort; five queries whatever its size."""
    sessions = list(
        cohort.sessions.select_related("module").prefetch_related("teachers").order_by("period")
    )
    for session in sessions:
        session.cohort = cohort
    enrolments = list(cohort.enrolments.select_related("person").by_name())
    for enrolment in enrolments:
        enrolment.cohort = cohort
    entries = AttendanceEntry.objects.filter(register=cohort.pk, session__isnull=False)
    last_entries = _last_entries(entries.select_related("signer", "details").order_by("number"))
    return Register(
        cohort=cohort,
        lines=[
            SessionLine(
                session=session,
                learners={
                    entry.signer.enrolment_id: entry
                    for entry in last_entries.get(session.pk, {}).values()
                    if entry.signer.enrolment_id
                },
                teachers={
                    entry.signer.teacher_id: entry
                    for entry in last_entries.get(session.pk, {}).values()
                    if entry.signer.teacher_id
                },
            )
            for session in sessions
        ],
        enrolments=enrolments,
        now=now,
        teachers={session.pk: list(session.teachers.all()) for session in sessions},
    )


def _last_entries(entries: Iterable[AttendanceEntry]) -> dict[UUID, dict[UUID, AttendanceEntry]]:
    """Returns the last entry of each signatory, by session."""
    last_entries: dict[UUID, dict[UUID, AttendanceEntry]] = {}
    for entry in entries:
        if entry.session_id is not None:
            last_entries.setdefault(entry.session_id, {})[entry.signer_id] = entry
    return last_entries


def _had_left(enrolment: Enrolment, session: CohortSession) -> bool:
    """Checks whether they no longer had a seat when the session began."""
    return (
        not enrolment.has_seat
        and enrolment.ended_at is not None
        and enrolment.ended_at <= session.starts_at
    )
