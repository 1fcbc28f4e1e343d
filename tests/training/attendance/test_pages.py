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
from tests.training.attendance.factories import DRAWN, course, written
from tests.training.factories import chamber
from tests.training.pdfs import pdf_text

pytestmark = pytest.mark.django_db


def a_pdf():
    """A document that opens: one page with nothing on it."""
    written = io.BytesIO()
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    writer.write(written)
    return SimpleUploadedFile("feuille.pdf", written.getvalue(), content_type="application/pdf")


@pytest.fixture
def made():
    """A course whose morning has begun, whatever the hour is, and whose afternoon is to come."""
    begun = timezone.now() - timedelta(minutes=5)
    made = course(days=3)
    made.morning.period = DateTimeTZRange(begun, begun + timedelta(hours=3))
    made.morning.save(update_fields=["period"])
    return made


def test_a_learner_signs_by_stroke_by_name_and_by_the_code_and_the_tablet_goes_round(client, made):
    own = reverse("own_course", args=[made.ines.pk])
    sign = reverse("session_sign", args=[made.morning.pk])
    held = reverse("session_attendance", args=[made.morning.pk])
    client.force_login(made.ines.person)

    assert "Émarger" in client.get(own).content.decode()
    assert client.get(held).status_code == 404
    assert client.get(reverse("own_course", args=[made.malo.pk])).status_code == 404
    for hostile in (
        {"certifie": "on"},
        {"trace": DRAWN.strokes},
        {"certifie": "on", "trace": "<svg>" * 20_000},
        {"certifie": "on", "trace": '[[["a"]]]'},
        {"certifie": "on", "nom": "Malo Périn"},
        {"certifie": "on", "nom": "\x00" * 5},
    ):
        assert client.post(sign, hostile).status_code == 422
    assert not AttendanceEntry.objects.exists()
    assert client.post(sign, {"certifie": "on", "trace": DRAWN.strokes}).headers["Location"] == own
    assert "Cette demi-journée est signée." in client.get(sign).content.decode()

    client.force_login(made.teacher.person)
    assert client.get(reverse("session_code", args=[made.morning.pk])).status_code == 200
    token = reverse("attendance_code", args=["x"])
    assert client.get(token).status_code == 410
    shared = reverse("session_sign_for", args=[made.morning.pk, str(made.malo.pk)])
    taught = reverse("session_sign_for", args=[made.morning.pk, f"intervenant-{made.teacher.pk}"])
    assert client.get(reverse("session_sign_for", args=[made.morning.pk, "x"])).status_code == 404
    assert client.post(shared, {"certifie": "on", "nom": "malo perin"}).headers["Location"] == held
    assert client.post(taught, {"certifie": "on", "trace": DRAWN.strokes}).status_code == 302
    assert [entry.way for entry in AttendanceEntry.objects.all()] == ["own", "shared", "shared"]
    assert client.get(held).content.decode().count("Signé") == 3
    # Who teaches does not run the cohort.
    assert client.get(reverse("cohort_attendance", args=[made.cohort.pk])).status_code == 404
    assert client.get(reverse("cohort_archive", args=[made.cohort.pk])).status_code == 404


def test_the_code_of_a_session_opens_its_page_for_who_has_a_seat_and_lasts_minutes(
    client, made, monkeypatch
):
    path = codes.code_url(made.morning).partition("://")[2].partition("/")[2]
    client.force_login(PersonFactory())
    assert client.get(f"/{path}").status_code == 404
    client.force_login(made.malo.person)
    assert client.post(f"/{path}", {"certifie": "on", "nom": "Malo Périn"}).status_code == 302
    assert AttendanceEntry.objects.get().way == "code"
    monkeypatch.setattr(codes, "GOOD_FOR", timedelta(seconds=-1))
    assert client.get(f"/{path}").status_code == 410


def complete_the_register(client, made):
    """An absence with its reason, a sheet of paper, who teaches; what lies is refused."""
    note = reverse("session_note", args=[made.morning.pk, str(made.malo.pk)])
    sheet_add = reverse("session_sheet_add", args=[made.morning.pk])
    client.force_login(chamber().officer)
    assert client.get(note).status_code == client.get(sheet_add).status_code == 404
    client.force_login(made.officer)
    assert client.post(note, {"quoi": "excuse", "raison": " "}).status_code == 422
    said = {"quoi": "excuse", "raison": "=justifié", "document": "attestation"}
    assert client.post(note, said).status_code == 302
    lie = SimpleUploadedFile("feuille.pdf", b"MZ", content_type="application/pdf")
    people = [str(made.ines.pk), f"intervenant-{made.teacher.pk}"]
    for hostile in (
        {"fichier": lie, "presents": people},
        {"fichier": a_pdf(), "presents": ["autre"]},
    ):
        assert client.post(sheet_add, hostile).status_code == 422
    assert client.post(sheet_add, {"fichier": a_pdf(), "presents": people}).status_code == 302


def end_now(session):
    """The half-day ended a second ago, three hours after it began."""
    over = timezone.now() - timedelta(seconds=1)
    session.period = DateTimeTZRange(over - timedelta(hours=3), over)
    session.save(update_fields=["period"])


def finish(made):
    """One learner followed the course to its end, and their partner said who it is."""
    Enrolment.objects.filter(pk=made.ines.pk).update(state="completed", ended_at=timezone.now())
    written(made)
    end_now(made.morning)


def test_the_officer_completes_the_register_and_takes_the_archive_away(client, made):
    complete_the_register(client, made)
    finish(made)

    page = client.get(reverse("cohort_attendance", args=[made.cohort.pk])).content.decode()
    assert "Le registre est intact." in page
    archive = client.get(reverse("cohort_archive", args=[made.cohort.pk]))
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


def test_papers_say_what_the_law_asks_of_them(client, made):
    complete_the_register(client, made)
    finish(made)

    certificate = pdf_text(
        client.get(reverse("enrolment_paper", args=[made.ines.pk, "realisation"])).content
    )
    for said in ("Anne Morel", "732 829 320 00074".replace(" ", ""), "3 h", "trois ans"):
        assert said in certificate
    contract = pdf_text(
        client.get(reverse("enrolment_paper", args=[made.malo.pk, "contrat"])).content
    )
    terms = "L. 6353-1", "dix jours", "28610000061", "Prérequis", "Objectifs"
    for said in terms:
        assert said in contract
    absent = reverse("enrolment_paper", args=[made.malo.pk, "realisation"])
    assert client.get(absent).status_code == 404
    sheet = pdf_text(client.get(reverse("session_sheet", args=[made.morning.pk])).content)
    assert "Inès Le Goff" in sheet
    assert "Jeanne Prévost" in sheet


def test_what_a_session_is_taught_with_is_for_those_who_are_enrolled(client, made):
    add = reverse("material_add", args=[made.morning.pk])
    client.force_login(made.teacher.person)
    for hostile in (
        {"titre": "Les prix"},
        {"titre": "Les prix", "lien": "javascript:alert(1)"},
        {"titre": "Les prix", "lien": "https://exemple.fr", "fichier": a_pdf()},
        {"titre": "Les prix", "fichier": SimpleUploadedFile("a.pdf", b"<script>")},
    ):
        assert client.post(add, hostile).status_code == 422
    assert client.post(add, {"titre": "Les prix", "fichier": a_pdf()}).status_code == 302
    add_material(by=made.officer, session=made.morning, title="Site", link="https://exemple.fr")
    kept = SessionMaterial.objects.exclude(file="").get()
    file = reverse("material_file", args=[made.morning.pk, kept.pk])
    elsewhere = reverse("material_file", args=[made.afternoon.pk, kept.pk])

    for person, status in ((made.malo.person, 200), (PersonFactory(), 404)):
        client.force_login(person)
        opened = client.get(file)
        if status == 200:
            assert b"".join(opened.streaming_content).startswith(b"%PDF-")
        assert opened.status_code == status
        assert client.get(elsewhere).status_code == 404
    client.force_login(made.malo.person)
    answer = client.get(file)
    assert b"".join(answer.streaming_content)
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert (
        client.post(reverse("material_remove", args=[made.morning.pk, kept.pk])).status_code == 404
    )
    client.force_login(made.teacher.person)
    client.post(reverse("material_remove", args=[made.morning.pk, kept.pk]))
    assert [material.title for material in SessionMaterial.objects.all()] == ["Site"]
