"""Personal data of registers: export, and data retained after the account."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bocage.foundation.formatting.times import full_moment
from bocage.people.erasure import retained_after_erasure
from bocage.people.models import Person
from bocage.people.personal_data import DataItem, DataItems, data_section
from bocage.training.attendance.models import AttendanceDetails

DRAWN_SIGNATURE = _("signature dessinée")


@data_section(
    name="training_attendance",
    title=_("Mes émargements en formation"),
    rank=93,
    named_in=("training.Enrolment.person", "training.ProgrammeTeacher.person"),
)
def attendance_rows(person: Person, limit: int | None) -> DataItems:
    """Yields the signatures of the person and the notes about them; one query. The law requires
    that they are retained, whoever requests erasure."""
    details = (
        AttendanceDetails.objects.filter(
            Q(entry__signer__enrolment__person=person) | Q(entry__signer__teacher__person=person)
        )
        .select_related("entry__session__cohort__programme")
        .order_by("-entry__recorded_at", "pk")
    )
    for detail in details[:limit]:
        yield _details_row(detail)


def _details_row(details: AttendanceDetails) -> DataItem:
    entry = details.entry
    session = entry.session
    details_lines = [
        str(entry.get_kind_display()),
        full_moment(entry.recorded_at),
        details.text("name"),
        str(DRAWN_SIGNATURE) if details.text("drawn") else details.text("typed"),
        details.text("reason"),
        details.text("document"),
    ]
    title = f"{session.cohort.programme.name} · {session.title}" if session else ""
    return DataItem(title=title, detail=details_lines)


retained_after_erasure(
    rank=500,
    data=_("Votre nom et vos signatures sur les feuilles d’émargement"),
    why=_("La loi fait garder la preuve des heures suivies."),
    until=_("jusqu’au terme des registres de la formation"),
)
