"""The pages of attendance: learner, tablet, officer, papers and the archive."""

import csv
import io
import json
from datetime import timedelta
from zipfile import ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfWriter

from bocage.training.attendance import codes
from bocage.training.attendance.operations.materials import add_material
from bocage.training.models import AttendanceEntry, Enrolment, SessionMaterial
from tests.people.factories import PersonFactory
from tests.training.attendance.factories import STROKES, make_course, write_course
from tests.training.factories import chamber
from tests.training.pdfs import pdf_text

pytestmark = pytest.mark.django_db


def a_pdf():
    """A document that opens: one page with nothing on it."""
    text = io.BytesIO()
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    writer.write(text)
    return SimpleUploadedFile("feuille.pdf", text.getvalue(), content_type="application/pdf")


@pytest.fixture
def course():
    """A course whose morning has begun, whatever the hour is, and whose afternoon is to come."""
    start = timezone.now() - timedelta(minutes=5)
    course = make_course(days=3)
    course.morning.period = DateTimeTZRange(start, start + timedelta(hours=3))
    course.morning.save(update_fields=["period"])
    return course


def test_a_learner_signs_by_stroke_by_name_and_by_the_code_and_the_tablet_goes_round(
    client, course
):
    course_page = reverse("own_course", args=[course.ines.pk])
    sign = reverse("session_sign", args=[course.morning.pk])
    session = reverse("session_attendance", args=[course.morning.pk])
    client.force_login(course.ines.person)

    assert "Émarger" in client.get(course_page).content.decode()
    assert client.get(session).status_code == 404
    assert client.get(reverse("own_course", args=[course.malo.pk])).status_code == 404
    for data in (
        {"certifies": "on"},
        {"strokes": STROKES.strokes},
        {"certifies": "on", "strokes": "<svg>" * 20_000},
        {"certifies": "on", "strokes": '[[["a"]]]'},
        {"certifies": "on", "name": "Malo Périn"},
        {"certifies": "on", "name": "\x00" * 5},
    ):
        assert client.post(sign, data).status_code == 422
    assert not AttendanceEntry.objects.exists()
    assert (
        client.post(sign, {"certifies": "on", "strokes": STROKES.strokes}).headers["Location"]
        == course_page
    )
    assert "Cette demi-journée est signée." in client.get(sign).content.decode()

    client.force_login(course.teacher.person)
    assert client.get(reverse("session_code", args=[course.morning.pk])).status_code == 200
    token = reverse("attendance_code", args=["x"])
    assert client.get(token).status_code == 410
    shared = reverse("session_sign_for", args=[course.morning.pk, str(course.malo.pk)])
    taught = reverse(
        "session_sign_for", args=[course.morning.pk, f"intervenant-{course.teacher.pk}"]
    )
    assert client.get(reverse("session_sign_for", args=[course.morning.pk, "x"])).status_code == 404
    assert (
        client.post(shared, {"certifies": "on", "name": "malo perin"}).headers["Location"]
        == session
    )
    assert client.post(taught, {"certifies": "on", "strokes": STROKES.strokes}).status_code == 302
    assert [entry.method for entry in AttendanceEntry.objects.all()] == ["own", "shared", "shared"]
    assert client.get(session).content.decode().count("Signé") == 3
    # Who teaches does not run the cohort.
    assert client.get(reverse("cohort_attendance", args=[course.cohort.pk])).status_code == 404
    assert client.get(reverse("cohort_archive", args=[course.cohort.pk])).status_code == 404


def test_the_code_of_a_session_opens_its_page_for_who_has_a_seat_and_lasts_minutes(
    client, course, monkeypatch
):
    path = codes.code_url(course.morning).partition("://")[2].partition("/")[2]
    client.force_login(PersonFactory())
    assert client.get(f"/{path}").status_code == 404
    client.force_login(course.malo.person)
    assert client.post(f"/{path}", {"certifies": "on", "name": "Malo Périn"}).status_code == 302
    assert AttendanceEntry.objects.get().method == "code"
    monkeypatch.setattr(codes, "GOOD_FOR", timedelta(seconds=-1))
    assert client.get(f"/{path}").status_code == 410


def complete_the_register(client, course):
    """An absence with its reason, a sheet of paper, who teaches; what lies is refused."""
    note = reverse("session_note", args=[course.morning.pk, str(course.malo.pk)])
    sheet_add = reverse("session_sheet_add", args=[course.morning.pk])
    client.force_login(chamber().officer)
    assert client.get(note).status_code == client.get(sheet_add).status_code == 404
    client.force_login(course.officer)
    assert client.post(note, {"mark": "excuse", "reason": " "}).status_code == 422
    data = {"mark": "excuse", "reason": "=justifié", "document": "attestation"}
    assert client.post(note, data).status_code == 302
    fake_file = SimpleUploadedFile("feuille.pdf", b"MZ", content_type="application/pdf")
    people = [str(course.ines.pk), f"intervenant-{course.teacher.pk}"]
    for form in (
        {"file": fake_file, "presents": people},
        {"file": a_pdf(), "presents": ["autre"]},
    ):
        assert client.post(sheet_add, form).status_code == 422
    assert client.post(sheet_add, {"file": a_pdf(), "presents": people}).status_code == 302


def end_now(session):
    """The half-day ended a second ago, three hours after it began."""
    past_moment = timezone.now() - timedelta(seconds=1)
    session.period = DateTimeTZRange(past_moment - timedelta(hours=3), past_moment)
    session.save(update_fields=["period"])


def finish(course):
    """Completes the course for one learner, with the provider's identity filled in."""
    Enrolment.objects.filter(pk=course.ines.pk).update(state="completed", ended_at=timezone.now())
    write_course(course)
    end_now(course.morning)


def test_the_officer_completes_the_register_and_takes_the_archive_away(client, course):
    complete_the_register(client, course)
    finish(course)

    page = client.get(reverse("cohort_attendance", args=[course.cohort.pk])).content.decode()
    assert "Le registre est intact." in page
    archive = client.get(reverse("cohort_archive", args=[course.cohort.pk]))
    files = ZipFile(io.BytesIO(b"".join(archive.streaming_content)))
    names = sorted(name.split("-")[0] for name in files.namelist())
    assert len([name for name in files.namelist() if name.startswith("stagiaires/")]) == 2
    assert len([name for name in files.namelist() if name.startswith(("feuilles/", "scans/"))]) == 2
    assert {"emargement.csv", "heures.csv", "registre.jsonl", "verification.json"} <= set(names)
    assert json.loads(files.read("verification.json"))["holds"] is True
    rows = list(
        csv.reader(io.StringIO(files.read("heures.csv").decode("utf-8-sig")), delimiter=";")
    )
    assert [row[:1] + row[3:] for row in rows[1:]] == [
        ["Inès Le Goff", "3 h", "0 min"],
        ["Malo Périn", "0 min", "3 h"],
    ]


def test_papers_have_the_words_that_the_law_requires(client, course):
    complete_the_register(client, course)
    finish(course)

    certificate = pdf_text(
        client.get(reverse("enrolment_paper", args=[course.ines.pk, "realisation"])).content
    )
    for text in ("Anne Morel", "732 829 320 00074".replace(" ", ""), "3 h", "trois ans"):
        assert text in certificate
    contract = pdf_text(
        client.get(reverse("enrolment_paper", args=[course.malo.pk, "contrat"])).content
    )
    terms = "L. 6353-1", "dix jours", "28610000061", "Prérequis", "Objectifs"
    for text in terms:
        assert text in contract
    absent = reverse("enrolment_paper", args=[course.malo.pk, "realisation"])
    assert client.get(absent).status_code == 404
    sheet = pdf_text(client.get(reverse("session_sheet", args=[course.morning.pk])).content)
    assert "Inès Le Goff" in sheet
    assert "Jeanne Prévost" in sheet


def test_what_a_session_is_taught_with_is_for_those_who_are_enrolled(client, course):
    add = reverse("material_add", args=[course.morning.pk])
    client.force_login(course.teacher.person)
    for data in (
        {"title": "Les prix"},
        {"title": "Les prix", "link": "javascript:alert(1)"},
        {"title": "Les prix", "link": "https://exemple.fr", "file": a_pdf()},
        {"title": "Les prix", "file": SimpleUploadedFile("a.pdf", b"<script>")},
    ):
        assert client.post(add, data).status_code == 422
    assert client.post(add, {"title": "Les prix", "file": a_pdf()}).status_code == 302
    add_material(by=course.officer, session=course.morning, title="Site", link="https://exemple.fr")
    price_sheet = SessionMaterial.objects.exclude(file="").get()
    file = reverse("material_file", args=[course.morning.pk, price_sheet.pk])
    file_of_other_session = reverse("material_file", args=[course.afternoon.pk, price_sheet.pk])

    for person, status in ((course.malo.person, 200), (PersonFactory(), 404)):
        client.force_login(person)
        opened = client.get(file)
        if status == 200:
            assert b"".join(opened.streaming_content).startswith(b"%PDF-")
        assert opened.status_code == status
        assert client.get(file_of_other_session).status_code == 404
    client.force_login(course.malo.person)
    answer = client.get(file)
    assert b"".join(answer.streaming_content)
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert (
        client.post(
            reverse("material_remove", args=[course.morning.pk, price_sheet.pk])
        ).status_code
        == 404
    )
    client.force_login(course.teacher.person)
    client.post(reverse("material_remove", args=[course.morning.pk, price_sheet.pk]))
    assert [material.title for material in SessionMaterial.objects.all()] == ["Site"]
