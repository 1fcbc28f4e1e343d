"""The attendance sheet of a half-day: as it was signed, and to be signed by hand elsewhere."""

from typing import Any

from django.utils.translation import gettext as _

from bocage.foundation.documents import pdf_of
from bocage.foundation.formatting.times import full_moment
from bocage.training.attendance.documents.papers import head_of
from bocage.training.attendance.formatting import session_words
from bocage.training.attendance.models import AttendanceEntry
from bocage.training.attendance.register import Register, SessionLine
from bocage.training.attendance.strokes import HEIGHT, WIDTH

SHORT_HASH = 16


def sheet_pdf(register: Register, line: SessionLine) -> bytes:
    """Returns the attendance sheet of a half-day as a PDF, with the hashes of its entries, which
    the register holds too.
    """
    session, cohort = line.session, register.cohort
    return pdf_of(
        "training/documents/sheet.typ",
        {
            "title": _("Feuille d’émargement"),
            "provider": head_of(cohort.programme),
            "cohort": f"{cohort.programme.name} · {cohort.name}",
            "when": session_words(session),
            "session": session.title,
            "place": session.location or session.online_link,
            "frame": f"{WIDTH} {HEIGHT}",
            "signature_alt": _("Signature"),
            "groups": [
                {
                    "title": _("Stagiaires"),
                    "columns": _columns(),
                    "rows": [
                        _sheet_row(enrolment.display_name, line.learners.get(enrolment.pk))
                        for enrolment in register.enrolments
                        if enrolment.has_seat or enrolment.pk in line.learners
                    ],
                },
                {
                    "title": _("Intervenants"),
                    "columns": _columns(),
                    "rows": [
                        _sheet_row(teacher.name, line.teachers.get(teacher.pk))
                        for teacher in register.teachers.get(session.pk, [])
                    ],
                },
            ],
            "foot": _("Émargement par demi-journée. Registre chaîné par empreintes SHA-256."),
        },
    )


def _columns() -> list[str]:
    return [_("Nom"), _("Signature"), _("Noté")]


def _sheet_row(name: str, entry: AttendanceEntry | None) -> dict[str, Any]:
    if entry is None:
        return {"name": name, "path": "", "typed": "", "said": ""}
    details = entry.details
    return {
        "name": details.text("name") or name,
        "path": details.text("drawn"),
        "typed": details.text("typed"),
        "said": "\n".join(filter(None, _remarks(entry, details.text("reason")))),
    }


def _remarks(entry: AttendanceEntry, reason: str) -> list[str]:
    return [
        str(entry.get_kind_display()),
        full_moment(entry.recorded_at),
        reason,
        entry.hash[:SHORT_HASH],
    ]
