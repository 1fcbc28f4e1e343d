"""A list of places: pasted or as a file, whole or in part, and what is no list."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from bocage.first_steps.errors import ListTooLong, UnreadableList
from bocage.first_steps.imports.place_list import ListedPlace, read_place_list
from bocage.first_steps.operations.places import MOST_PLACES, open_listed_places
from bocage.workspaces.models import Place
from tests.page_text import text_of
from tests.territory.factories import CommuneFactory

pytestmark = pytest.mark.django_db

HEADER = "nom;nature;commune;adresse;code postal\n"


def row(line=2, **fields):
    asked = {"name": "La Clairière", "kind": "third_place", "commune": "Boitron"}
    return ListedPlace(line, **(asked | {"address": "", "postcode": ""} | fields))


def test_list_of_a_spreadsheet_is_read_in_its_encodings():
    text = HEADER + "La Clairière;Tiers-lieu;Boitron;Le bourg;61500\nL’Étape;café;Sées;;\n"

    for encoding in ("utf-8", "utf-8-sig", "utf-16", "cp1252"):
        content = text.encode(encoding)
        first, second = read_place_list(content).rows
        assert first == row(address="Le bourg", postcode="61500")
        assert (second.line, second.name, second.kind) == (3, "L’Étape", "cafe")


def test_pasted_tabs_and_english_names_are_read():
    found = read_place_list(b"Name\tTown\tKind\nThe Barn\tBoitron\ttown hall\n")

    assert [(one.name, one.kind) for one in found.rows] == [("The Barn", "town_hall")]


def test_line_that_cannot_be_read_stops_no_other():
    lines = ["La Clairière;;Boitron;;", ";;Boitron;;", "B;palais;Boitron;;", "C;;Boitron;;615"]
    lines += ["D" * 200 + ";;Boitron;;", "E;;Boitron;;;de trop", "F" * 2000 + ";;Boitron;;"]
    found = read_place_list((HEADER + "\n".join(lines)).encode())

    assert [one.line for one in found.rows] == [2]
    assert [one.line for one in found.errors] == [3, 4, 5, 6, 7, 8]


@pytest.mark.parametrize(
    "content", [b"", b"\0\0\0", b"une phrase", b"PK\x03\x04" + b"\0" * 500, b"x" * 200_000]
)
def test_what_is_no_list_is_refused(content):
    with pytest.raises(UnreadableList):
        read_place_list(content)


def test_places_of_a_list_are_opened_once(administrator):
    commune = CommuneFactory(boitron=True)
    rows = [row(), row(line=3, name="Ailleurs", commune="Boitron-les-Bains")]

    report = open_listed_places(by=administrator, rows=rows)
    again = open_listed_places(by=administrator, rows=rows[:1])

    assert [place.commune for place in report.opened] == [commune]
    assert [(error.line, "Boitron-les-Bains" in error.reason) for error in report.errors] == [
        (3, True)
    ]
    assert (len(again.opened), len(again.errors)) == (0, 1)
    assert Place.objects.get().status != Place.Status.PUBLISHED


def test_postcode_tells_communes_of_one_name_apart(administrator):
    CommuneFactory(name="Saint-Aubin", code="61001", postcodes=["61000"])
    wanted = CommuneFactory(name="Saint-Aubin", code="61002", postcodes=["61002"])

    refused = open_listed_places(by=administrator, rows=[row(commune="saint aubin")])
    opened = open_listed_places(
        by=administrator, rows=[row(commune="saint aubin", postcode="61002")]
    )

    assert "code postal" in refused.errors[0].reason
    assert opened.opened[0].commune == wanted


def test_huge_list_is_refused(administrator):
    with pytest.raises(ListTooLong):
        open_listed_places(by=administrator, rows=[row()] * (MOST_PLACES + 1))


def test_page_opens_what_it_can_and_tells_the_lines_that_it_cannot(signed_in_client, administrator):
    CommuneFactory(boitron=True)
    client, page = signed_in_client(administrator), reverse("first_steps_place_list")
    text = HEADER + "La Clairière;;Boitron;;\n<script>;;<b>Nulle part</b>;;\n"
    file = SimpleUploadedFile("lieux.csv", (HEADER + "Le Café;café;Boitron;;\n").encode())

    told = client.post(page, {"pasted": text})

    assert told.status_code == 422
    assert "1 lieu est là" in text_of(told)
    assert "Ligne 3" in text_of(told)
    assert "<b>Nulle part" not in told.content.decode()
    assert client.post(page, {"file": file}).url == reverse("first_steps_places")
    assert Place.objects.count() == 2


@pytest.mark.parametrize("said", [{}, {"pasted": "  \n"}, {"pasted": "x" * 300_000}])
def test_empty_or_huge_form_is_refused(signed_in_client, administrator, said):
    CommuneFactory()
    client = signed_in_client(administrator)

    assert client.post(reverse("first_steps_place_list"), said).status_code == 422


def test_file_that_is_too_heavy_is_refused(signed_in_client, administrator):
    CommuneFactory()
    client = signed_in_client(administrator)
    heavy = SimpleUploadedFile("lieux.csv", b"x" * 300_000)

    assert client.post(reverse("first_steps_place_list"), {"file": heavy}).status_code == 422
