"""Archive of all the evidence of a cohort for its funder: sheets, documents, register, check.

It is streamed: each file is written as soon as it is ready, so that memory use is bounded by the
longest document.
"""

import json
from collections.abc import Iterator

from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from bocage.foundation.files.archives import zip_pieces
from bocage.foundation.files.spreadsheets import csv_lines
from bocage.training.attendance.chain import canonical, moment
from bocage.training.attendance.check import as_facts, check_register
from bocage.training.attendance.documents.needs import needs_of_a_certificate
from bocage.training.attendance.documents.papers import Paper, paper_pdf, papers_for
from bocage.training.attendance.documents.sheets import sheet_pdf
from bocage.training.attendance.errors import PaperNotReady
from bocage.training.attendance.formatting import duration_words, session_words
from bocage.training.attendance.models import AttendanceEntry, AttendanceSheet
from bocage.training.attendance.register import Register, register_of
from bocage.training.programmes.models.cohorts import Cohort, Enrolment
from bocage.training.programmes.models.sessions import CohortSession


def archive_of(cohort: Cohort) -> Iterator[bytes]:
    """Yields the bytes of the archive, file after file.

    Raises:
        PaperNotReady: the provider's identity is not filled in, or no session is over yet.
    """
    register = register_of(cohort, now=timezone.now())
    missing = needs_of_a_certificate(register)
    if missing:
        raise PaperNotReady(_("Archive pour le financeur"), [need.label for need in missing])
    return zip_pieces(_files(cohort, register))


def archive_name(cohort: Cohort) -> str:
    """Returns the file name of the archive, in ASCII."""
    return f"{slugify(cohort.programme.name)}-{slugify(cohort.name)}.zip"


def _files(cohort: Cohort, register: Register) -> Iterator[tuple[str, bytes]]:
    learners = [
        enrolment for enrolment in register.enrolments if _is_of_the_register(enrolment, register)
    ]
    yield _("heures.csv"), _hours_table(register, learners)
    yield _("emargement.csv"), _entries_table(register)
    yield "verification.json", _verification(cohort)
    yield "registre.jsonl", _chain(cohort)
    for line in register.over:
        yield f"{_('feuilles')}/{_session_name(line.session)}.pdf", sheet_pdf(register, line)
    for enrolment in learners:
        for paper in _certificates_of(enrolment, register):
            name = f"{_('stagiaires')}/{slugify(enrolment.display_name)}-{paper.filename}.pdf"
            yield name, paper_pdf(paper, enrolment, register)
    for sheet in AttendanceSheet.objects.filter(session__cohort=cohort).select_related("session"):
        with sheet.file.open("rb") as file:
            yield (
                f"{_('scans')}/{_session_name(sheet.session)}-{sheet.digest[:8]}-{sheet.name}",
                file.read(),
            )


def _is_of_the_register(enrolment: Enrolment, register: Register) -> bool:
    return enrolment.has_seat or any(enrolment.pk in line.learners for line in register.lines)


def _certificates_of(enrolment: Enrolment, register: Register) -> list[Paper]:
    """Returns the certificates of a learner. Contracts signed by hand are not stored here."""
    certificates = (paper for paper in papers_for(enrolment) if paper.is_certificate)
    return [
        certificate for certificate in certificates if not certificate.missing(enrolment, register)
    ]


def _hours_table(register: Register, learners: list[Enrolment]) -> bytes:
    header = [_("Stagiaire"), _("État"), _("Heures prévues"), _("Heures suivies"), _("Excusées")]
    rows = []
    for learner in learners:
        hours = register.hours_of(learner)
        rows.append(
            [
                learner.display_name,
                learner.get_state_display(),
                duration_words(hours.planned),
                duration_words(hours.attended),
                duration_words(hours.excused),
            ]
        )
    return "".join(csv_lines(header, rows)).encode()


def _entries_table(register: Register) -> bytes:
    header = [
        _("Séance"),
        _("Titre"),
        _("État de la séance"),
        _("Nom"),
        _("Présence"),
        _("Moyen"),
        _("Noté le"),
        _("Signé par un intervenant"),
        _("Empreinte"),
    ]
    rows = [
        [
            session_words(line.session),
            line.session.title,
            line.session.get_state_display(),
            entry.details.text("name"),
            entry.get_kind_display(),
            entry.get_method_display(),
            moment(entry.recorded_at),
            _("oui") if line.is_countersigned else _("non"),
            entry.hash,
        ]
        for line in register.lines
        for entry in line.learners.values()
    ]
    return "".join(csv_lines(header, rows)).encode()


def _verification(cohort: Cohort) -> bytes:
    facts = as_facts(check_register(cohort)) | {"checked_at": moment(timezone.now())}
    return json.dumps(facts, ensure_ascii=False, indent=2).encode()


def _chain(cohort: Cohort) -> bytes:
    """Returns the hashed register, one line per entry, so that its holder can verify it
    independently."""
    entries = AttendanceEntry.objects.filter(register=cohort.pk).order_by("number")
    return b"".join(canonical({**entry.content, "hash": entry.hash}) + b"\n" for entry in entries)


def _session_name(session: CohortSession) -> str:
    starts_at = timezone.localtime(session.starts_at)
    return f"{starts_at:%Y-%m-%d-%Hh%M}"
