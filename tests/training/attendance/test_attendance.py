"""The register: signed in time, completed afterwards, counted in hours, and never changed."""

import io
import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pgtrigger
import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction

from bocage.foundation.errors import NotAllowed
from bocage.foundation.instance import defaults, remember_instance
from bocage.training.attendance import errors
from bocage.training.attendance.chain import digest_of
from bocage.training.attendance.check import check_register, check_registers
from bocage.training.attendance.operations.attendance import (
    Mark,
    erase_names,
    note_absence,
    regularise,
    sign_session,
)
from bocage.training.attendance.operations.retention import erase_old_registers
from bocage.training.attendance.register import register_of
from bocage.training.models import (
    AttendanceDetails,
    AttendanceEntry,
    AttendanceRegister,
    AttendanceSigner,
    CohortSession,
)
from tests.people.factories import PersonFactory
from tests.training.attendance.factories import STROKES, make_course
from tests.training.factories import EnrolmentFactory, chamber

pytestmark = pytest.mark.django_db

Method = AttendanceEntry.Method
MINUTE = timedelta(minutes=1)
REGISTER_TRIGGERS = (
    "training.AttendanceEntry:entries_stay_as_they_are",
    "training.AttendanceEntry:entries_follow_the_last",
    "training.AttendanceDetails:details_stay_as_they_are",
)


def _sign(course, session, signatory, **fields):
    """Signs for a session, ten minutes after its start by default."""
    values = {
        "by": signatory.person,
        "mark": STROKES,
        "method": Method.OWN,
        "now": session.starts_at + 10 * MINUTE,
        **fields,
    }
    return sign_session(session=session, signatory=signatory, **values)


def faults(course):
    return [
        (finding.fault.value, finding.number) for finding in check_register(course.cohort).findings
    ]


def test_a_session_is_signed_in_time_by_who_is_there_and_by_nobody_else():
    course = make_course()
    start, end = course.morning.starts_at, course.morning.ends_at

    for moment, refusal in (
        (start - timedelta(seconds=1), errors.SignatureTooEarly),
        (end + timedelta(hours=2, minutes=1), errors.SignatureTooLate),
    ):
        with pytest.raises(refusal):
            _sign(course, course.morning, course.ines, now=moment)
    for mark, refusal in (
        (Mark(), errors.NoSignature),
        (Mark(strokes="[[[1,1]]]"), errors.NoSignature),
        (Mark(typed="Malo Périn"), errors.NotTheirName),
    ):
        with pytest.raises(refusal):
            _sign(course, course.morning, course.ines, mark=mark)
    with pytest.raises(NotAllowed):
        _sign(course, course.morning, course.ines, by=course.malo.person)
    with pytest.raises(NotAllowed):
        _sign(course, course.morning, course.ines, by=course.malo.person, method=Method.SHARED)
    with pytest.raises(errors.NotOfThisCohort):
        _sign(course, course.morning, EnrolmentFactory())
    assert not AttendanceEntry.objects.exists()

    signature = _sign(course, course.morning, course.ines)
    typed = _sign(
        course,
        course.morning,
        course.malo,
        by=course.teacher.person,
        method=Method.SHARED,
        mark=Mark(typed="malo perin"),
    )
    same_signature = _sign(course, course.morning, course.ines, now=end + timedelta(days=9))
    taught = _sign(course, course.morning, course.teacher)

    assert same_signature == signature
    assert [entry.number for entry in (signature, typed, taught)] == [1, 2, 3]
    assert signature.details.text("drawn").startswith("M0 20L10 23L")
    assert (typed.details.text("typed"), typed.details.text("name")) == (
        "malo perin",
        "Malo Périn",
    )
    assert typed.recorded_by.person == course.teacher.person
    assert "Malo" not in json.dumps(typed.content, default=str)
    register = AttendanceRegister.objects.get()
    assert (register.length, register.head) == (3, taught.hash)


def test_only_the_officer_of_a_course_completes_what_was_not_signed_and_says_why():
    course = make_course()
    moment = course.afternoon.ends_at + timedelta(hours=3)
    with pytest.raises(NotAllowed):
        regularise(
            by=course.teacher.person,
            session=course.morning,
            signatory=course.malo,
            reason="Là",
            now=moment,
        )
    with pytest.raises(NotAllowed):
        regularise(
            by=chamber().officer,
            session=course.morning,
            signatory=course.malo,
            reason="Là",
            now=moment,
        )
    with pytest.raises(errors.AttendanceReasonMissing):
        regularise(
            by=course.officer,
            session=course.morning,
            signatory=course.malo,
            reason="  ",
            now=moment,
        )


def test_what_was_not_signed_is_completed_with_a_reason_and_hours_are_counted_again():
    course = make_course()
    moment = course.afternoon.ends_at + timedelta(hours=3)
    _sign(course, course.morning, course.ines)
    _sign(course, course.afternoon, course.ines)
    absent = {
        "by": course.officer,
        "session": course.morning,
        "enrolment": course.malo,
        "now": moment,
    }
    first = note_absence(**absent, reason="Malade", is_excused=True, document="arret.pdf")
    second = note_absence(**absent, reason="Malade", is_excused=True, document="arret.pdf")
    present = regularise(
        by=course.officer,
        session=course.afternoon,
        signatory=course.malo,
        reason="Téléphone en panne",
        now=moment,
    )

    hours = {
        enrolment.display_name: register_of(course.cohort, now=moment).hours_of(enrolment)
        for enrolment in (course.ines, course.malo)
    }
    assert first == second
    assert (present.kind, present.is_present) == ("regularised", True)
    assert (hours["Inès Le Goff"].attended, hours["Inès Le Goff"].held) == (420, 420)
    assert (hours["Malo Périn"].attended, hours["Malo Périn"].excused) == (240, 180)

    CohortSession.objects.filter(pk=course.afternoon.pk).update(
        state="cancelled", cancelled_at=moment
    )

    after = register_of(course.cohort, now=moment)
    assert (after.hours_of(course.ines).attended, after.hours_of(course.ines).held) == (180, 180)
    assert (after.hours_of(course.malo).attended, after.hours_of(course.malo).held) == (0, 180)
    for refused in (
        lambda: _sign(course, course.afternoon, course.malo),
        lambda: regularise(
            by=course.officer,
            session=course.afternoon,
            signatory=course.malo,
            reason="Là",
            now=moment,
        ),
    ):
        with pytest.raises(errors.SessionNotHeld):
            refused()
    assert faults(course) == []


def test_the_database_keeps_the_register_as_it_was_written():
    course = make_course()
    entry = _sign(course, course.morning, course.ines)
    rows = AttendanceEntry.objects.filter(pk=entry.pk)

    for forbidden in (
        lambda: rows.update(kind="absent"),
        rows.delete,
        lambda: AttendanceDetails.objects.filter(pk=entry.pk).update(content={}),
        AttendanceDetails.objects.filter(pk=entry.pk).delete,
        lambda: AttendanceEntry.objects.create(
            register=entry.register,
            number=1,
            previous=entry.previous,
            kind="erased",
            method="clock",
            signer=entry.signer,
            recorded_at=entry.recorded_at,
            details_hash="0" * 64,
            hash="f" * 64,
        ),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            forbidden()
    assert faults(course) == []


ROW = "UPDATE training_attendanceentry SET {} WHERE id = %s"


def faults_after(course, change):
    """Returns the findings of the check after a change that bypassed the triggers."""
    with transaction.atomic():
        mark = transaction.savepoint_create()
        with pgtrigger.ignore(*REGISTER_TRIGGERS):
            change()
        faults_found = faults(course)
        transaction.savepoint_rollback(mark)
    return faults_found


def run_sql(text, *values):
    with connection.cursor() as cursor:
        cursor.execute(text, values)


def test_who_changes_removes_or_adds_a_row_is_found_out():
    course = make_course()
    first = _sign(course, course.morning, course.ines)
    second = _sign(course, course.morning, course.malo)
    last = _sign(course, course.morning, course.teacher)

    assert faults_after(course, lambda: run_sql(ROW.format("kind = 'absent'"), first.pk)) == [
        ("changed", 1)
    ]
    assert faults_after(
        course,
        lambda: (
            AttendanceDetails.objects.filter(pk=second.pk).delete(),
            AttendanceEntry.objects.filter(pk=second.pk).delete(),
        ),
    ) == [("removed", 2)]
    copied = AttendanceEntry.objects.get(pk=first.pk)
    copied.pk, copied.number, copied.previous = course.cohort.pk, 4, last.hash
    copied.kind = "regularised"
    copied.hash = digest_of(copied.content)
    assert faults_after(course, lambda: copied.save(force_insert=True))[-1] == ("inserted", 4)
    assert faults_after(
        course,
        lambda: AttendanceDetails.objects.filter(pk=first.pk).update(content={"name": "Autre"}),
    ) == [("details_changed", 1)]
    assert faults_after(course, lambda: AttendanceDetails.objects.filter(pk=first.pk).delete()) == [
        ("details_removed", 1)
    ]
    assert faults_after(
        course,
        lambda: AttendanceSigner.objects.filter(pk=first.signer_id).update(
            enrolment=EnrolmentFactory(cohort=course.cohort)
        ),
    ) == [("signer_changed", 1)]
    assert faults_after(
        course, lambda: AttendanceRegister.objects.filter(pk=course.cohort.pk).update(length=2)
    ) == [("inserted", 3)]


def test_the_command_tells_a_register_that_was_changed_from_one_that_holds():
    course, untouched = make_course(), make_course()
    _sign(course, course.morning, course.ines)
    second = _sign(course, course.morning, course.malo)
    _sign(course, course.morning, course.teacher)
    _sign(untouched, untouched.morning, untouched.ines)

    out = io.StringIO()
    call_command("verify_attendance", json=True, known=[], stdout=out)
    output = json.loads(out.getvalue())
    assert [
        (register["entries"], register["holds"]) for register in output if register["entries"] == 3
    ] == [(3, True)]
    with pgtrigger.ignore(*REGISTER_TRIGGERS):
        run_sql(ROW.format("recorded_at = recorded_at + interval '1 hour'"), second.pk)
    error_output = io.StringIO()
    with pytest.raises(CommandError, match="1 of 2 registers"):
        call_command("verify_attendance", stdout=io.StringIO(), stderr=error_output)
    assert f"entry 2 was changed: its content does not make its hash ({second.pk})" in (
        error_output.getvalue()
    )
    call_command("verify_attendance", cohort=untouched.cohort.pk, stdout=io.StringIO())
    with pytest.raises(CommandError):
        call_command(
            "verify_attendance",
            cohort=untouched.cohort.pk,
            known=["0" * 64],
            stdout=io.StringIO(),
            stderr=io.StringIO(),
        )


def test_the_names_go_after_their_time_and_the_chain_goes_on_holding():
    course = make_course()
    entry = _sign(course, course.morning, course.ines)
    note_absence(
        by=course.officer,
        session=course.morning,
        enrolment=course.malo,
        reason="Rendez-vous médical",
        is_excused=True,
        now=course.morning.ends_at,
    )

    ends_in = course.cohort.ends_on.year
    instance = replace(defaults(), register_retention_days=1826)
    remember_instance(instance)
    assert erase_old_registers(now=datetime(ends_in + 5, 12, 30, tzinfo=UTC)) == 0
    assert erase_old_registers(now=datetime(ends_in + 6, 1, 3, tzinfo=UTC)) == 1
    assert erase_names(register=entry.register) == 0

    assert not AttendanceDetails.objects.exists()
    assert not AttendanceSigner.objects.exclude(enrolment=None, teacher=None, person=None).exists()
    assert [
        (check_register.entries, check_register.holds) for check_register in check_registers()
    ] == [(5, True)]


def test_a_register_is_read_in_as_many_queries_for_three_learners_as_for_one(
    django_assert_num_queries,
):
    course = make_course()
    _sign(course, course.morning, course.ines)
    with django_assert_num_queries(4):
        register_of(course.cohort, now=course.morning.ends_at)
    for person in (PersonFactory(), PersonFactory()):
        _sign(course, course.morning, EnrolmentFactory(cohort=course.cohort, person=person))
    with django_assert_num_queries(4):
        register = register_of(course.cohort, now=course.morning.ends_at)
    assert [signatory.display_name for signatory in register.missing(register.lines[0])] == [
        "Malo Périn"
    ]
