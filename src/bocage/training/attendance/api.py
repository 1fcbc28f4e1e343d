"""API of a person's own courses: current and past enrolments, and attendance at each."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from ninja import Query
from pydantic import Field

from bocage.foundation.api.fields import Answer
from bocage.foundation.api.paging import Page, Paging, page_of_rows
from bocage.foundation.api.problems import NothingHere
from bocage.foundation.api.router import RoomRouter
from bocage.people.tokens.authentication import Opened, person_of
from bocage.people.tokens.scopes import ApiScope
from bocage.training.attendance.register import SessionLine, register_of
from bocage.training.programmes.api import (
    CohortAnswer,
    SessionAnswer,
    cohort_answer,
    session_members,
)
from bocage.training.programmes.models.cohorts import Enrolment

router = RoomRouter(tag="courses")


class CourseLine(Answer):
    """Seat of the signed-in person in a cohort."""

    id: UUID
    programme: str = Field(examples=["Lancer son activité sur le Web"])
    programme_slug: str = Field(description="As `read_programme` takes it.")
    cohort: CohortAnswer
    state: str = Field(description="enrolled, withdrawn or completed.", examples=["enrolled"])
    enrolled_at: datetime
    ended_at: datetime | None
    page: str = Field(description="Its page, for who is signed in to the site.")


class AttendedSession(SessionAnswer):
    """Half-day of the signed-in person's course, with their attendance in its register."""

    online_link: str = Field(description="Where one joins it, if it is planned.")
    attendance: str = Field(
        description="signed, sheet, regularised, absent, excused, or empty where nothing is noted."
    )


class CourseWhole(CourseLine):
    """Course with its half-days, and the minutes that the signed-in person attended."""

    sessions: list[AttendedSession]
    planned_minutes: int
    done_minutes: int


@router.read(
    "",
    Page[CourseLine],
    summary=_("Lister les formations que l’on suit"),
    auth=Opened(ApiScope.TRAINING_READ),
    links={"read_course": {"course_id": "$response.body#/items/0/id"}},
)
def list_courses(request: HttpRequest, paging: Query[Paging]) -> Page[CourseLine]:
    """Lists the seats that the signed-in person has or had in cohorts, latest first."""
    enrolments = Enrolment.objects.filter(person=person_of(request))
    around = enrolments.select_related("cohort__programme")
    rows, cursor = page_of_rows(around, paging, order=["-enrolled_at", "id"])
    lines = [CourseLine(**_members(request, enrolment)) for enrolment in rows]
    return Page[CourseLine].of(request, lines, cursor)


@router.read(
    "/{uuid:course_id}",
    CourseWhole,
    summary=_("Lire une formation que l’on suit"),
    auth=Opened(ApiScope.TRAINING_READ),
)
def read_course(request: HttpRequest, course_id: UUID) -> CourseWhole:
    """Returns a course of the signed-in person, with its half-days and their attendance."""
    enrolment = Enrolment.objects.with_rights().filter(pk=course_id).first()
    person = person_of(request)
    if enrolment is None or not person.has_perm("training.answer_as_learner", enrolment):
        raise NothingHere
    register = register_of(enrolment.cohort, now=timezone.now())
    hours = register.hours_of(enrolment)
    return CourseWhole(
        **_members(request, enrolment),
        sessions=[_attended(line, enrolment) for line in register.lines],
        planned_minutes=hours.planned,
        done_minutes=hours.attended,
    )


def _members(request: HttpRequest, enrolment: Enrolment) -> dict[str, Any]:
    programme = enrolment.cohort.programme
    return {
        "id": enrolment.pk,
        "programme": programme.name,
        "programme_slug": programme.slug,
        "cohort": cohort_answer(request, enrolment.cohort),
        "state": enrolment.state,
        "enrolled_at": enrolment.enrolled_at,
        "ended_at": enrolment.ended_at,
        "page": request.build_absolute_uri(reverse("own_course", args=[enrolment.pk])),
    }


def _attended(line: SessionLine, enrolment: Enrolment) -> AttendedSession:
    session, entry = line.session, line.learners.get(enrolment.pk)
    joins = enrolment.has_seat and session.is_planned
    return AttendedSession(
        **session_members(session),
        online_link=session.online_link if joins else "",
        attendance=entry.kind if entry else "",
    )
