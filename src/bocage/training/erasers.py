"""What the room of courses removes with an account: applications and words; not the registers,
which the law has kept."""

from contextlib import suppress

from django.utils.translation import gettext_lazy as _

from bocage.foundation.errors import Refusal
from bocage.people.erasure import (
    NO_MORE_WORDS,
    Erasure,
    account_ends_with,
    erased_with_a_person,
    keep_after_erasure,
)
from bocage.training.models.applications import Application, ApplicationAnswer, ApplicationDocument
from bocage.training.models.cohorts import Enrolment
from bocage.training.models.identity import NO_MORE_IDENTITY
from bocage.training.models.juries import JuryConflict, JuryNote, Reading, ScoreCorrection
from bocage.training.models.learning import NeedsStatement, OutcomeFollowUp, SatisfactionAnswer
from bocage.training.models.mentors import MentorNote, MentorProfile, Mentorship
from bocage.training.models.programmes import ProgrammeTeacher
from bocage.training.models.sessions import TrainingCalendar
from bocage.training.operations.applications import withdraw_application
from bocage.training.operations.enrolments import leave_cohort
from bocage.training.operations.mentors import end_mentorship, stop_mentoring


@account_ends_with(rank=500)
def seats(erasure: Erasure) -> None:
    """Their seat goes to the next."""
    for enrolment in Enrolment.objects.filter(person=erasure.person).order_by("pk"):
        with suppress(Refusal):  # It is over, or begun too long ago to be left.
            leave_cohort(by=None, enrolment=enrolment, why=Enrolment.Why.LEARNER, now=erasure.now)


@account_ends_with(rank=510)
def applications_under_way(erasure: Erasure) -> None:
    """What they applied to is withdrawn."""
    for application in Application.objects.filter(applicant=erasure.person).order_by("pk"):
        with suppress(Refusal):  # It was answered already.
            withdraw_application(by=erasure.person, application=application, now=erasure.now)


@account_ends_with(rank=520)
def mentorships(erasure: Erasure) -> None:
    """Whom they helped as a mentor is found another."""
    person = erasure.person
    stop_mentoring(by=person, now=erasure.now)
    helped = Mentorship.objects.filter(mentor__person=person, state__in=Mentorship.OPEN)
    for mentorship in helped.order_by("pk"):
        end_mentorship(by=person, mentorship=mentorship, now=erasure.now)


@erased_with_a_person(_("Vos candidatures : réponses, documents et lectures du jury"), rank=500)
def applications(erasure: Erasure) -> None:
    theirs = Application.objects.filter(applicant=erasure.person)
    erasure.delete(
        ApplicationDocument.objects.filter(application__in=theirs),
        ApplicationAnswer.objects.filter(application__in=theirs),
        ScoreCorrection.objects.filter(reading__application__in=theirs),
        JuryConflict.objects.filter(application__in=theirs),
        JuryConflict.objects.filter(person=erasure.person),
        JuryNote.objects.filter(application__in=theirs),
        theirs.filter(submitted_at=None),
    )
    erasure.empty(Reading.objects.filter(application__in=theirs), words="")
    erasure.empty(theirs, title=NO_MORE_WORDS, words="", project_id=None, **NO_MORE_IDENTITY)


@erased_with_a_person(_("Ce que vous avez dit de vos formations"), rank=510)
def learning(erasure: Erasure) -> None:
    theirs = Enrolment.objects.filter(person=erasure.person)
    erasure.delete(
        TrainingCalendar.objects.filter(person=erasure.person),
        NeedsStatement.objects.filter(enrolment__in=theirs),
        MentorNote.objects.filter(mentorship__enrolment__in=theirs),
    )
    erasure.empty(theirs, ended_note="", **NO_MORE_IDENTITY)
    erasure.empty(SatisfactionAnswer.objects.filter(enrolment__in=theirs), best="", better="")
    erasure.empty(
        OutcomeFollowUp.objects.filter(enrolment__in=theirs),
        words="",
        siret="",
        siret_standing="",
        siret_asked_at=None,
    )


@erased_with_a_person(_("Votre fiche de mentor ou d’intervenant"), rank=520)
def teachers_and_mentors(erasure: Erasure) -> None:
    person = erasure.person
    erasure.empty(MentorProfile.objects.filter(person=person), trade=NO_MORE_WORDS, words="")
    erasure.delete(MentorNote.objects.filter(mentorship__mentor__person=person))
    for teacher in ProgrammeTeacher.objects.filter(person=person):
        erasure.empty(
            ProgrammeTeacher.objects.filter(pk=teacher.pk),
            name=f"{NO_MORE_WORDS} {teacher.pk}",
            biography="",
            person=None,
        )


keep_after_erasure(
    rank=500,
    what=_("Votre nom et vos signatures sur les feuilles d’émargement"),
    why=_("La loi fait garder la preuve des heures suivies."),
    until=_("jusqu’au terme des registres de la formation"),
)
