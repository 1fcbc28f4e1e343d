"""Cohorts of the course, their sessions, and the seats in them."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from pydantic import Field

from bocage.api.webhooks.registry import PublicEvent, Subject, Told, add_theme
from bocage.people.models import Person, Role
from bocage.training.events.applications import ApplicationAnswered, ApplicationSubmitted
from bocage.training.events.cohorts import (
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


class NamedProgramme(Told):
    """A programme, by what names it."""

    slug: str = Field(examples=["creer-son-entreprise"])
    name: str = Field(examples=["Créer son entreprise"])


class ToldCohort(Told):
    """One time that a programme is taught."""

    id: UUID
    name: str = Field(examples=["Printemps 2027"])
    programme: NamedProgramme
    state: str = Field(
        description="draft, open, selecting, running, closed or cancelled.", examples=["cancelled"]
    )
    starts_on: date = Field(examples=["2027-03-01"])
    ends_on: date = Field(examples=["2027-05-28"])


class ToldSession(Told):
    """A half-day of a cohort."""

    id: UUID
    cohort_id: UUID
    state: str = Field(description="planned or cancelled.", examples=["planned"])
    starts_at: datetime = Field(examples=["2027-03-01T08:00:00Z"])
    ends_at: datetime = Field(examples=["2027-03-01T11:30:00Z"])


class ToldEnrolment(Told):
    """A seat in a cohort, without whose it is."""

    id: UUID
    cohort_id: UUID
    state: str = Field(description="enrolled, withdrawn or completed.", examples=["enrolled"])


class ToldApplication(Told):
    """An application to a cohort, without whose it is or a word of it."""

    id: UUID
    cohort_id: UUID
    status: str = Field(
        description="draft, submitted, under_review, accepted, waiting, refused or withdrawn.",
        examples=["submitted"],
    )


def _cohort(key: UUID) -> Cohort | None:
    return Cohort.objects.select_related(PROGRAMME).filter(pk=key).first()


def _session(key: UUID) -> CohortSession | None:
    return CohortSession.objects.select_related(f"cohort__{PROGRAMME}").filter(pk=key).first()


def _enrolment(key: UUID) -> Enrolment | None:
    return Enrolment.objects.select_related(f"cohort__{PROGRAMME}").filter(pk=key).first()


def _application(key: UUID) -> Application | None:
    applications = Application.objects.select_related(f"cohort__{PROGRAMME}")
    return applications.filter(pk=key).first()


def _told_of_cohort(cohort: Cohort) -> ToldCohort:
    programme = cohort.programme
    return ToldCohort(
        id=cohort.pk,
        name=cohort.name,
        programme=NamedProgramme(slug=programme.slug, name=programme.name),
        state=cohort.state,
        starts_on=cohort.starts_on,
        ends_on=cohort.ends_on,
    )


def _told_of_session(session: CohortSession) -> ToldSession:
    return ToldSession(
        id=session.pk,
        cohort_id=session.cohort_id,
        state=session.state,
        starts_at=session.starts_at,
        ends_at=session.ends_at,
    )


def _told_of_enrolment(enrolment: Enrolment) -> ToldEnrolment:
    return ToldEnrolment(id=enrolment.pk, cohort_id=enrolment.cohort_id, state=enrolment.state)


def _told_of_application(application: Application) -> ToldApplication:
    return ToldApplication(
        id=application.pk, cohort_id=application.cohort_id, status=application.status
    )


def _sees_application(person: Person, application: Application) -> bool:
    return any(
        person.has_perm(right, application)
        for right in ("training.write_application", "training.keep_application")
    )


def _seated(session: CohortSession) -> set[UUID]:
    seated = Enrolment.objects.seated().filter(cohort=session.cohort_id)
    return set(seated.values_list("person", flat=True))


COHORT = Subject(
    kind="cohort",
    load=_cohort,
    may_see=lambda person, cohort: person.has_perm("training.see_cohort", cohort),
    holders=None,
    roles=RUN_COURSES,
    form=ToldCohort,
    told=_told_of_cohort,
)
SESSION = Subject(
    kind="session",
    load=_session,
    may_see=lambda person, session: person.has_perm("training.follow_session", session),
    holders=_seated,
    roles=frozenset({Role.TRAINING_OFFICER}),
    form=ToldSession,
    told=_told_of_session,
)
ENROLMENT = Subject(
    kind="enrolment",
    load=_enrolment,
    may_see=lambda person, enrolment: person.has_perm("training.see_enrolment", enrolment),
    holders=lambda enrolment: {enrolment.person_id},
    roles=RUN_COURSES,
    form=ToldEnrolment,
    told=_told_of_enrolment,
)
APPLICATION = Subject(
    kind="application",
    load=_application,
    may_see=_sees_application,
    holders=lambda application: {application.applicant_id},
    roles=frozenset({Role.TRAINING_OFFICER}),
    form=ToldApplication,
    told=_told_of_application,
)

add_theme(
    50,
    _("Formations"),
    [
        PublicEvent(
            name="cohort.opened",
            label=_("Une promotion prend des candidatures"),
            event_type=CohortOpened,
            subject=COHORT,
            key=lambda event: event.cohort_id,
        ),
        PublicEvent(
            name="cohort.cancelled",
            label=_("Une promotion est annulée"),
            event_type=CohortCancelled,
            subject=COHORT,
            key=lambda event: event.cohort_id,
        ),
        PublicEvent(
            name="session.moved",
            label=_("Une séance change d’heure ou de lieu"),
            event_type=CohortSessionMoved,
            subject=SESSION,
            key=lambda event: event.session_id,
        ),
        PublicEvent(
            name="session.cancelled",
            label=_("Une séance est annulée"),
            event_type=CohortSessionCancelled,
            subject=SESSION,
            key=lambda event: event.session_id,
        ),
        PublicEvent(
            name="enrolment.begun",
            label=_("Une personne a une place dans une promotion"),
            event_type=PersonEnrolled,
            subject=ENROLMENT,
            key=lambda event: event.enrolment_id,
        ),
        PublicEvent(
            name="enrolment.ended",
            label=_("Une personne quitte ou termine sa formation"),
            event_type=EnrolmentEnded,
            subject=ENROLMENT,
            key=lambda event: event.enrolment_id,
        ),
        PublicEvent(
            name="application.submitted",
            label=_("Une candidature est envoyée"),
            event_type=ApplicationSubmitted,
            subject=APPLICATION,
            key=lambda event: event.application_id,
        ),
        PublicEvent(
            name="application.answered",
            label=_("Une candidature reçoit sa réponse"),
            event_type=ApplicationAnswered,
            subject=APPLICATION,
            key=lambda event: event.application_id,
        ),
    ],
)
