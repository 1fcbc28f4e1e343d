"""Registers of attendance, their signers and sheets, and the materials of a session."""

# ruff: noqa: S608 - the only values set into these texts are constants of this module.

from typing import Any

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bocage.foundation.db.constraints import refused_by
from bocage.foundation.files.private_storage import private_storage
from bocage.foundation.models.identified import IdentifiedModel
from bocage.people.keys import AuthorKey
from bocage.people.scopes.lineage import LineageOf
from bocage.training.attendance.chain import HASH_LENGTH, VERSION
from bocage.training.programmes.models.cohorts import Cohort, Enrolment
from bocage.training.programmes.models.programmes import ProgrammeTeacher
from bocage.training.programmes.models.sessions import CohortSession


class SessionMaterial(IdentifiedModel):
    """Teaching material of a session: a file or an address, visible only to those enrolled."""

    session = models.ForeignKey(CohortSession, on_delete=models.CASCADE, related_name="materials")
    title = models.CharField(_("titre"), max_length=120)
    link = models.URLField(_("adresse"), max_length=500, blank=True)
    file = models.FileField(
        _("fichier"), upload_to="training/materials/", storage=private_storage, blank=True
    )
    kind = models.CharField(_("nature"), max_length=100, blank=True)
    size = models.PositiveIntegerField(_("taille"), default=0)
    added_at = models.DateTimeField(_("ajouté le"))

    class Meta:
        ordering = ["added_at", "id"]
        constraints = [
            models.CheckConstraint(
                name="training_material_titled",
                condition=Q(title__regex=r"\S"),
                violation_error_message=_("Un support a un titre."),
            ),
            models.CheckConstraint(
                name="training_material_file_or_link",
                condition=Q(file="") & Q(link__regex=r"^https?://") | ~Q(file="") & Q(link=""),
                violation_error_message=_("Un support est un fichier, ou une adresse."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    lineage = LineageOf("session")


entries_stay_as_they_are = pgtrigger.Trigger(
    name="entries_stay_as_they_are",
    when=pgtrigger.Before,
    operation=pgtrigger.Update | pgtrigger.Delete,
    func=refused_by("training_entry_stays_as_it_is"),
)

entries_follow_the_last = pgtrigger.Trigger(
    name="entries_follow_the_last",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert,
    func=f"""
        UPDATE training_attendanceregister SET length = NEW.number, head = NEW.hash
        WHERE cohort_id = NEW.register_id AND length = NEW.number - 1 AND head = NEW.previous;
        IF NOT FOUND THEN
            {refused_by("training_entry_follows_the_last")}
        END IF;
        RETURN NEW;
    """,
)
"""Concurrent signatures wait for each other on the register; the second follows the first, or is
rejected and retried. The chain has one end, whichever code writes to it."""

details_stay_as_they_are = pgtrigger.Trigger(
    name="details_stay_as_they_are",
    when=pgtrigger.Before,
    operation=pgtrigger.Update | pgtrigger.Delete,
    func=f"""
        IF TG_OP = 'UPDATE' OR NOT EXISTS (
            SELECT 1 FROM training_attendanceentry erased
            JOIN training_attendanceentry entry ON entry.signer_id = erased.signer_id
            WHERE entry.id = OLD.entry_id AND erased.kind = 'erased'
        ) THEN
            {refused_by("training_details_stay_as_they_are")}
        END IF;
        RETURN OLD;
    """,
)
"""Personal details of an entry can only be deleted once the register has an erasure entry."""


class AttendanceRegister(models.Model):
    """End of the chain of a cohort: the number of its entries, and the hash of the last."""

    cohort = models.OneToOneField(
        Cohort, on_delete=models.PROTECT, primary_key=True, related_name="register"
    )
    length = models.PositiveIntegerField(_("entrées"), default=0)
    head = models.CharField(_("empreinte de la dernière"), max_length=HASH_LENGTH)
    erased_at = models.DateTimeField(_("noms effacés le"), null=True, blank=True)

    lineage = LineageOf("cohort")


class AttendanceSigner(IdentifiedModel):
    """Pseudonym, in the chain, of the person whom an entry is about or who recorded it."""

    class Role(models.TextChoices):
        LEARNER = "learner", _("stagiaire")
        TEACHER = "teacher", _("intervenant")
        REGISTRAR = "registrar", _("tient le registre")

    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="signers")
    role = models.CharField(_("rôle"), max_length=9, choices=Role)
    enrolment = models.ForeignKey(
        Enrolment, on_delete=models.SET_NULL, null=True, blank=True, related_name="signers"
    )
    teacher = models.ForeignKey(
        ProgrammeTeacher, on_delete=models.SET_NULL, null=True, blank=True, related_name="signers"
    )
    person = AuthorKey(null=True, blank=True, related_name="attendance_signers")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="training_signer_one_a_learner", fields=["cohort", "enrolment"]
            ),
            models.UniqueConstraint(
                name="training_signer_one_a_teacher", fields=["cohort", "teacher"]
            ),
            models.UniqueConstraint(
                name="training_signer_one_registrar",
                fields=["cohort", "person"],
                condition=Q(role="registrar"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.pk}"


class AttendanceEntry(IdentifiedModel):
    """Entry of a register: a signature, an absence, or a presence recorded for somebody else."""

    class Kind(models.TextChoices):
        SIGNED = "signed", _("signé")
        SHEET = "sheet", _("signé sur une feuille")
        REGULARISED = "regularised", _("régularisé")
        ABSENT = "absent", _("absent")
        EXCUSED = "excused", _("absent, excusé")
        ERASED = "erased", _("noms effacés")

    class Method(models.TextChoices):
        OWN = "own", _("depuis son espace")
        CODE = "code", _("par le code montré en séance")
        SHARED = "shared", _("sur la tablette de la séance")
        OFFICE = "office", _("par le responsable de formation")
        CLOCK = "clock", _("à la fin de la durée de conservation")

    PRESENT = (Kind.SIGNED, Kind.SHEET, Kind.REGULARISED)
    AWAY = (Kind.ABSENT, Kind.EXCUSED)

    register = models.ForeignKey(
        AttendanceRegister, on_delete=models.PROTECT, related_name="entries"
    )
    number = models.PositiveIntegerField(_("numéro"))
    version = models.PositiveSmallIntegerField(default=VERSION)
    kind = models.CharField(_("nature"), max_length=11, choices=Kind)
    method = models.CharField(_("moyen"), max_length=6, choices=Method)
    session = models.ForeignKey(
        CohortSession,
        on_delete=models.PROTECT,
        null=True,
        related_name="attendance_entries",
    )
    starts_at = models.DateTimeField(_("début de la séance"), null=True)
    ends_at = models.DateTimeField(_("fin de la séance"), null=True)
    """End time of the session when it was signed."""
    signer = models.ForeignKey(AttendanceSigner, on_delete=models.PROTECT, related_name="entries")
    recorded_by = models.ForeignKey(
        AttendanceSigner, on_delete=models.PROTECT, null=True, related_name="recorded_entries"
    )
    recorded_at = models.DateTimeField(_("noté le"))
    details_hash = models.CharField(max_length=HASH_LENGTH)
    previous = models.CharField(max_length=HASH_LENGTH)
    hash = models.CharField(max_length=HASH_LENGTH)

    class Meta:
        ordering = ["register", "number"]
        constraints = [
            models.UniqueConstraint(name="training_entry_numbered", fields=["register", "number"]),
            models.UniqueConstraint(
                name="training_entry_has_no_fork", fields=["register", "previous"]
            ),
            models.UniqueConstraint(
                name="training_entry_signed_once",
                fields=["session", "signer"],
                condition=Q(kind="signed"),
                violation_error_message=_("Cette séance est déjà signée."),
            ),
            models.CheckConstraint(
                name="training_entry_of_a_session",
                condition=Q(
                    kind="erased", session=None, starts_at=None, ends_at=None, recorded_by=None
                )
                | ~Q(kind="erased")
                & Q(
                    session__isnull=False,
                    starts_at__isnull=False,
                    ends_at__isnull=False,
                    recorded_by__isnull=False,
                ),
            ),
            models.CheckConstraint(name="training_entry_counted", condition=Q(number__gte=1)),
        ]
        triggers = [entries_stay_as_they_are, entries_follow_the_last]

    @property
    def is_present(self) -> bool:
        return self.kind in self.PRESENT

    @property
    def minutes(self) -> int:
        """Duration of the session in minutes, as it was when signed; 0 without a session."""
        if self.starts_at is None or self.ends_at is None:
            return 0
        return int((self.ends_at - self.starts_at).total_seconds()) // 60

    @property
    def content(self) -> dict[str, Any]:
        """Input of the entry's hash: all fields of the row except the hash."""
        return {
            "v": self.version,
            "register": self.register_id,
            "number": self.number,
            "previous": self.previous,
            "kind": self.kind,
            "method": self.method,
            "session": self.session_id,
            "starts_at": self.starts_at,
            "ends_at": self.ends_at,
            "signer": self.signer_id,
            "recorded_by": self.recorded_by_id,
            "recorded_at": self.recorded_at,
            "details": self.details_hash,
        }


class AttendanceDetails(models.Model):
    """Personal data of an entry: name, signature, reason for an absence."""

    entry = models.OneToOneField(
        AttendanceEntry, on_delete=models.PROTECT, primary_key=True, related_name="details"
    )
    content = models.JSONField()
    """Strings only: `name`, `of`, `drawn` or `typed`, `reason`, `document`, `sheet`, and `salt`,
    which prevents guessing the content from its hash."""

    class Meta:
        triggers = [details_stay_as_they_are]

    def text(self, name: str) -> str:
        """Returns one of the texts of the content; empty if it is missing."""
        return str(self.content.get(name, ""))


class AttendanceSheet(IdentifiedModel):
    """Scan of a sheet signed on paper, when nothing else worked."""

    session = models.ForeignKey(
        CohortSession, on_delete=models.PROTECT, related_name="attendance_sheets"
    )
    file = models.FileField(_("scan"), upload_to="training/sheets/", storage=private_storage)
    name = models.CharField(_("nom du fichier"), max_length=120)
    kind = models.CharField(_("nature"), max_length=40)
    digest = models.CharField(_("empreinte"), max_length=HASH_LENGTH)
    added_by = AuthorKey(null=True, related_name="+")
    added_at = models.DateTimeField(_("ajouté le"))

    class Meta:
        ordering = ["added_at", "id"]
        constraints = [
            models.UniqueConstraint(
                name="training_sheet_once",
                fields=["session", "digest"],
                violation_error_message=_("Cette feuille est déjà là."),
            )
        ]

    def __str__(self) -> str:
        return self.name

    lineage = LineageOf("session.cohort")
