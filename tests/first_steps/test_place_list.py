"""Import of places: pasted or as a file, in any spelling, and invalid rows."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from bocage.people.models import TableImport
from bocage.workspaces.models import Place
from tests.pages.page_text import text_of
from tests.table_stages import stage_of
from tests.territory.factories import CommuneFactory

pytestmark = pytest.mark.django_db

HEADER = "nom;nature;commune;adresse;code postal\n"


@pytest.fixture
def stage():
    return stage_of("place")


def refusals_of(table):
    return [(refusal.line, refusal.column, refusal.sentence) for refusal in table.refusals.all()]


def test_pasted_tabs_and_english_names_are_read(stage):
    table = stage.write("Name\tTown\tKind\tPostcode\nThe Barn\tBoitron\ttown hall\t61500\n")

    place = Place.objects.get()
    assert table.counts == {"new": 1}
    assert (place.name, place.kind, place.postcode) == ("The Barn", "town_hall", "61500")
    assert place.status != Place.Status.PUBLISHED


def test_third_place_where_no_nature_is_reported(stage):
    stage.write("nom;commune\nLa Clairière;boitron\n")

    assert Place.objects.get().kind == "third_place"


def test_line_that_cannot_be_read_stops_no_other(stage):
    lines = ["La Clairière;;Boitron;;", ";;Boitron;;", "B;palais;Boitron;;", "C;;Boitron;;615"]
    lines += ["D" * 200 + ";;Boitron;;", "E;;Boitron;;;de trop", "F" * 2000 + ";;Boitron;;"]
    lines += ["G;;Boitron-les-Bains;;"]
    table = stage.write(HEADER + "\n".join(lines))

    assert table.counts == {"new": 1, "refused": 7}
    assert [line for line, _column, _sentence in refusals_of(table)] == [3, 4, 5, 6, 7, 8, 9]
    assert "Boitron-les-Bains" in refusals_of(table)[-1][2]


def test_place_that_is_there_is_left_as_it_is(stage):
    stage.write(f"{HEADER}La Clairière;;Boitron;Le bourg;\n")
    table = stage.write(f"{HEADER}la clairière;café;Boitron;Ailleurs;\n")

    assert table.counts == {"same": 1}
    assert Place.objects.get().address == "Le bourg"


def test_postcode_tells_communes_of_one_name_apart(stage):
    CommuneFactory(name="Saint-Aubin", code="61001", postcodes=["61000"])
    wanted = CommuneFactory(name="Saint-Aubin", code="61002", postcodes=["61002"])

    refused = stage.write("nom;commune\nLa Clairière;saint aubin\n")
    stage.write("nom;commune;cp\nLa Clairière;saint aubin;61002\n")

    assert "code postal" in refusals_of(refused)[0][2]
    assert Place.objects.get().commune == wanted


def test_list_is_pasted_on_the_page_of_the_places(signed_in_client, stage):
    client, page = signed_in_client(stage.by), reverse("place_import")
    assert page in client.get(reverse("first_steps_places")).content.decode()
    pasted = f"{HEADER}La Clairière;;Boitron;;\n<script>;;<b>Nulle part</b>;;\n"

    look = client.post(page, {"liste": pasted}).url
    shown = client.get(look)

    assert "1 nouveau lieu" in text_of(shown).replace("\u00a0", " ")
    assert "<b>Nulle part" not in shown.content.decode()
    assert not Place.objects.exists()
    assert TableImport.objects.get().file_name == "liste collée"


def test_file_counts_where_both_are_given(signed_in_client, stage):
    file = SimpleUploadedFile("lieux.csv", f"{HEADER}Le Café;café;Boitron;;\n".encode())

    signed_in_client(stage.by).post(reverse("place_import"), {"liste": "rien", "file": file})

    assert TableImport.objects.get().file_name == "lieux.csv"


@pytest.mark.parametrize("pasted", ["", "  \n", "x" * 300_000])
def test_empty_or_huge_list_is_refused(signed_in_client, stage, pasted):
    client = signed_in_client(stage.by)

    assert client.post(reverse("place_import"), {"liste": pasted}).status_code == 422


def test_territory_comes_first(signed_in_client, administrator):
    page = signed_in_client(administrator).get(reverse("place_import"))

    assert "Le territoire d’abord" in text_of(page)
