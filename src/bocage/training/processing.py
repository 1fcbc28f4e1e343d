"""Data processing activities of the training room, for the GDPR record."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from bocage.foundation.instance import current_instance
from bocage.foundation.privacy import (
    LegalBasis,
    Protection,
    Retention,
    declare_processing,
)
from bocage.training.admissions.applications.operations.scheduled import forget_old_applications
from bocage.training.attendance.operations.retention import erase_old_registers


def _application_retention() -> timedelta:
    return timedelta(days=current_instance().application_retention_days)


def _register_retention() -> timedelta:
    return timedelta(days=current_instance().register_retention_days)


declare_processing(
    name="training.applications",
    title=_("Candidatures à une formation"),
    purpose=_("Choisir qui suit une formation, et lui dire pourquoi."),
    basis=LegalBasis.CONTRACT,
    level=Protection.CONFIDENTIAL,
    people=_("Candidates et candidats, membres de jurys."),
    data=_("Réponses, documents, notes et avis du jury, conflits d’intérêts déclarés."),
    seen_by=_("La personne, le jury, la direction de la formation."),
    models=(
        "training.Application",
        "training.Jury",
        "training.Juror",
        "training.JuryConflict",
        "training.JuryNote",
    ),
    retention=(
        Retention(
            name="training.applications",
            length=_application_retention,
            since=_("après une candidature sans suite"),
            forget=forget_old_applications,
        ),
    ),
    retention_note=_("Avec les preuves de la formation, pour qui l’a suivie."),
)
declare_processing(
    name="training.learning",
    title=_("Formations suivies"),
    purpose=_("Former, accompagner, et savoir ce que deviennent les projets."),
    basis=LegalBasis.CONTRACT,
    level=Protection.PERSONAL,
    people=_("Stagiaires, intervenants, mentors."),
    data=_("Inscription, séances, besoins, satisfaction, suivi, mentorat."),
    seen_by=_("La personne, ses intervenants, son mentor, la direction de la formation."),
    models=(
        "training.Programme",
        "training.ProgrammeTeacher",
        "training.Cohort",
        "training.CohortSession",
        "training.Enrolment",
        "training.TrainingCalendar",
        "training.MentorProfile",
        "training.Mentorship",
    ),
    retention_note=_("Tant que le label de qualité et les financeurs le demandent."),
)
declare_processing(
    name="training.attendance",
    title=_("Émargements"),
    purpose=_("Prouver qui était là, demi-journée par demi-journée."),
    basis=LegalBasis.LEGAL_OBLIGATION,
    level=Protection.CONFIDENTIAL,
    people=_("Stagiaires et intervenants."),
    data=_("Nom, signature, heures, raison d’une absence."),
    seen_by=_("La personne, la direction de la formation, les financeurs qui contrôlent."),
    models=("training.AttendanceSigner", "training.AttendanceSheet"),
    retention=(
        Retention(
            name="training.registers",
            length=_register_retention,
            since=_("après l’année où la formation a fini"),
            forget=erase_old_registers,
        ),
    ),
)
