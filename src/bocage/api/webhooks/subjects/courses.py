"""Cohorts of the course, their sessions, and the seats in them."""

from datetime import date, datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from pydantic import Field

from bocage.api.webhooks.registry import Payload, Subject, add_theme
from bocage.people.models import Person, Role
from bocage.training.admissions.applications.events import ApplicationAnswered, ApplicationSubmitted
from bocage.training.cohorts.events import (
    CohortCancelled,
    CohortOpened,
    CohortSessionCancelled,
    CohortSessionMoved,
    EnrolmentEnded,
    PersonEnrolled,
)
from bocage.training.models import Application, Cohort, CohortSession, Enrolment

RUN_COURSES = frozenset({Role.TRAINING_OFFICER, Role.COORDINATOR})
PROGRAMME = "programme__partner__scope"


class NamedProgramme(Payload):
    """Programme: its identifier and its name."""

    slug: str = Field(examples=["creer-son-entreprise"])
    name: str = Field(examples=["Créer son entreprise"])


class CohortPayload(Payload):
    """Cohort of a training programme."""

    id: UUID
    name: str = Field(examples=["Printemps 2027"])
    programme: NamedProgramme
    state: str = Field(
        description="draft, open, selecting, running, closed or cancelled.", examples=["cancelled"]
    )
    starts_on: date = Field(examples=["2027-03-01"])
    ends_on: date = Field(examples=["2027-05-28"])


class SessionPayload(Payload):
    """A half-day of a cohort."""

    id: UUID
    cohort_id: UUID
    state: str = Field(description="planned or cancelled.", examples=["planned"])
    starts_at: datetime = Field(examples=["2027-03-01T08:00:00Z"])
    ends_at: datetime = Field(examples=["2027-03-01T11:30:00Z"])


class EnrolmentPayload(Payload):
    """Seat in a cohort, without its holder."""

    id: UUID
    cohort_id: UUID
    state: str = Field(description="enrolled, withdrawn or completed.", examples=["enrolled"])


class ApplicationPayload(Payload):
    """Application to a cohort, without its author and texts."""

    id: UUID
    cohort_id: UUID
    status: str = Field(
        description="draft, submitted, under_review, accepted, waiting, refused or withdrawn.",
        examples=["submitted"],
    )


def _sees_application(person: Person, application: Application) -> bool:
    return any(
        person.has_perm(right, application)
        for right in ("training.write_application", "training.manage_application")
    )


def _seated(session: CohortSession) -> set[UUID]:
    seated = Enrolment.objects.seated().filter(cohort=session.cohort_id)
    return set(seated.values_list("person", flat=True))


COHORT = Subject(
    kind="cohort",
    rows=Cohort.objects.select_related(PROGRAMME),
    may_see=lambda person, cohort: person.has_perm("training.see_cohort", cohort),
    holders=None,
    roles=RUN_COURSES,
    form=CohortPayload,
)
SESSION = Subject(
    kind="session",
    rows=CohortSession.objects.select_related(f"cohort__{PROGRAMME}"),
    may_see=lambda person, session: person.has_perm("training.follow_session", session),
    holders=_seated,
    roles=frozenset({Role.TRAINING_OFFICER}),
    form=SessionPayload,
)
ENROLMENT = Subject(
    kind="enrolment",
    rows=Enrolment.objects.select_related(f"cohort__{PROGRAMME}"),
    may_see=lambda person, enrolment: person.has_perm("training.see_enrolment", enrolment),
    holders=lambda enrolment: {enrolment.person_id},
    roles=RUN_COURSES,
    form=EnrolmentPayload,
)
APPLICATION = Subject(
    kind="application",
    rows=Application.objects.select_related(f"cohort__{PROGRAMME}"),
    may_see=_sees_application,
    holders=lambda application: {application.applicant_id},
    roles=frozenset({Role.TRAINING_OFFICER}),
    form=ApplicationPayload,
)

add_theme(
    50,
    _("Formations"),
    [
        COHORT.event("opened", _("Une promotion prend des candidatures"), CohortOpened),
        COHORT.event("cancelled", _("Une promotion est annulée"), CohortCancelled),
        SESSION.event("moved", _("Une séance change d’heure ou de lieu"), CohortSessionMoved),
        SESSION.event("cancelled", _("Une séance est annulée"), CohortSessionCancelled),
        ENROLMENT.event("begun", _("Une personne a une place dans une promotion"), PersonEnrolled),
        ENROLMENT.event("ended", _("Une personne quitte ou termine sa formation"), EnrolmentEnded),
        APPLICATION.event("submitted", _("Une candidature est envoyée"), ApplicationSubmitted),
        APPLICATION.event("answered", _("Une candidature reçoit sa réponse"), ApplicationAnswered),
    ],
)
