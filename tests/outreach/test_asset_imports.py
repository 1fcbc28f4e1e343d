"""Tables of assets: what becomes of each line, and again the second time."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from bocage.outreach.imports.asset_rows import COLUMNS, read_asset_rows
from bocage.outreach.models import Asset
from bocage.outreach.operations.asset_imports import ToldAsset, write_assets
from bocage.territory.imports.small_tables import TableUnreadable
from tests.outreach.asset_factories import AssetFactory, asset_terms
from tests.outreach.coordination import coordinator_of
from tests.page_text import text_of
from tests.territory.factories import CommuneFactory, DepartementFactory
from tests.workspaces.test_races import outcomes, race

pytestmark = pytest.mark.django_db

TABLE = """Titre;Phrase;Thème;Chiffre;Source;Adresse;Date;Mois;Lieu;En direct
Le train;Deux heures de Paris.;Se déplacer;2 h;SNCF;https://www.sncf.com;15/01/2026;36;;
La fibre;Partout.;work;94 %;Arcep;;2026-01-01;;Boitron;
Les lieux;Ouverts.;TRAVAILLER;;;;;;61051;lieux ouverts cette semaine
Le prix;Bas.;pirate;1;x;javascript:alert(1);31/02/2026;0;Nulle part;
;Rien.;work;;;;;;;
LE TRAIN;Encore.;move;2 h;SNCF;;2026-01-15;36;;
"""


@pytest.fixture
def _keeper(client: Client) -> None:
    client.force_login(coordinator_of(CommuneFactory(boitron=True).departement))


def brought(client: Client, content: bytes, status: int = 200) -> str:
    file = SimpleUploadedFile("atouts.csv", content)
    answer = client.post(reverse("asset_import"), {"fichier": file})
    assert answer.status_code == status, text_of(answer)
    return text_of(answer).replace("\u00a0", " ").replace("\u202f", " ")


@pytest.mark.usefixtures("_keeper")
def test_each_line_is_written_or_refused_and_again_nothing_changes(client: Client) -> None:
    AssetFactory(title="la FIBRE", sentence="Ancienne.")
    said = brought(client, TABLE.encode("cp1252"))
    for words in (
        "2 nouveaux brouillons",
        "1 atout mis à jour",
        "3 lignes à corriger",
        "Ce titre revient plus bas",
        "thème : inconnu",
        "adresse :",
        "écrivez le jour ainsi",
        "aucun endroit de ce département",
    ):
        assert words in said, words
    train = Asset.objects.get(title="LE TRAIN")
    assert (train.state, train.sentence, train.shelf_life_months) == ("draft", "Encore.", 36)
    fibre = Asset.objects.get(title="La fibre")
    assert (fibre.state, fibre.commune.name, fibre.source_url) == ("published", "Boitron", "")
    assert Asset.objects.get(title="Les lieux").live_indicator == "open_this_week"
    assert "3 déjà à jour" in brought(client, TABLE.encode())
    assert Asset.objects.count() == 3


@pytest.mark.usefixtures("_keeper")
def test_what_is_taken_out_comes_back_the_same(client: Client) -> None:
    brought(client, TABLE.encode())
    table = b"".join(client.get(reverse("asset_list_file", args=["csv"])))
    assert "3 déjà à jour" in brought(client, table)
    model = b"".join(client.get(reverse("asset_template")))
    assert "1 nouveau brouillon" in brought(client, model)


@pytest.mark.usefixtures("_keeper")
@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\n\n",
        b"PK\x03\x04" + b"\0" * 50,
        b"\xff\xfe\x00",
        b"Titre;Phrase\nA;B\n",
        b"Titre;Titre;Phrase;Theme\nA;A;B;work\n",
        b'Titre;Phrase;Theme\n"' + b"A;" * 80_000,
        b"Titre;Phrase;Theme" + b";x" * 80 + b"\nA;B;work\n",
        b"Titre;Phrase;Theme\n" + b"A;B;work\n" * 301,
        b"Titre;Phrase;Theme\n" + b"A" * 1_100_000,
    ],
)
def test_what_is_no_table_is_refused_in_a_sentence(client: Client, content: bytes) -> None:
    said = brought(client, content, 422)
    assert "Traceback" not in said
    assert not Asset.objects.exists()
    if content.strip():
        with pytest.raises(TableUnreadable):
            read_asset_rows(content)


def test_a_line_with_a_cell_too_many_or_too_long_is_told() -> None:
    rows = read_asset_rows(
        f"Titre,Phrase,Theme\nA,B,work,de trop\n{'x' * 2000},B,work\n'=1,B,work\n".encode()
    )
    assert [one.problem for one in rows] == ["too_many_cells", "cell_too_long", ""]
    assert rows[2].cells["titre"] == "=1"
    assert len(COLUMNS) == 14


@pytest.mark.django_db(transaction=True)
def test_two_tables_at_once_make_each_asset_once() -> None:
    orne = DepartementFactory()
    by = coordinator_of(orne)
    told = [ToldAsset(line=n, terms=asset_terms(title=f"Atout {n}")) for n in range(2, 8)]
    done = race(
        lambda: write_assets(by=by, departement=orne, told=told),
        lambda: write_assets(by=by, departement=orne, told=told[::-1]),
    )
    assert outcomes(done) == {"list": 2}
    assert Asset.objects.count() == 6
