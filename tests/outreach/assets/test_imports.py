"""Tables of assets: what is their own. The rest is in `tests/test_table_imports.py`."""

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from bocage.outreach.models import Asset
from bocage.people.models import TableImport
from tests.outreach.assets.factories import AssetFactory
from tests.outreach.coordination import coordinator_of
from tests.pages.page_text import text_of
from tests.territory.factories import CommuneFactory

pytestmark = pytest.mark.django_db

TABLE = """Titre;Phrase;Thème;Chiffre;Source;Adresse;Date;Mois;Lieu;En direct
Le train;Deux heures de Paris.;Se déplacer;2 h;SNCF;https://www.sncf.com;15/01/2026;36;;
La fibre;Partout.;work;94 %;Arcep;;2026-01-01;;Boitron;
Les lieux;Ouverts.;TRAVAILLER;;;;;;61051;lieux ouverts cette semaine
Le prix;Bas.;pirate;1;x;javascript:alert(1);31/02/2026;0;Nulle part;
;Rien.;work;;;;;;;
LE TRAIN;Encore.;move;2 h;SNCF;;2026-01-15;36;;
"""
Bring = Callable[[bytes], tuple[str, dict[str, int]]]


@pytest.fixture
def bring(client: Client, run_tasks: Callable[..., int]) -> Bring:
    """Brings a table, has it written, and gives what was shown before, and the counts."""
    client.force_login(coordinator_of(CommuneFactory(boitron=True).departement))

    def bring(content: bytes) -> tuple[str, dict[str, int]]:
        file = SimpleUploadedFile("atouts.csv", content)
        look = client.post(reverse("asset_import"), {"file": file}).headers["Location"]
        text = text_of(client.get(look)).replace("\u00a0", " ").replace("\u202f", " ")
        client.post(look, {"decision": "ecrire"})
        run_tasks()
        return text, TableImport.objects.latest("brought_at").counts

    return bring


def test_each_line_is_written_or_refused_and_again_nothing_changes(bring: Bring) -> None:
    AssetFactory(title="la FIBRE", sentence="Ancienne.")
    preview, counts = bring(TABLE.encode("cp1252"))
    for words in (
        "2 nouveaux brouillons",
        "1 atout mis à jour",
        "2 lignes à corriger",
        "1 ligne en double",
        "revient ligne 7 : c’est elle qui compte",
        "thème : inconnu",
        "adresse :",
        "écrivez le jour ainsi",
        "aucun endroit de ce département",
    ):
        assert words in preview, words
    assert counts == {"new": 2, "changed": 1, "refused": 2, "repeated": 1}
    train = Asset.objects.get(title="LE TRAIN")
    assert (train.state, train.sentence, train.shelf_life_months) == ("draft", "Encore.", 36)
    fibre = Asset.objects.get(title="La fibre")
    assert (fibre.state, fibre.commune.name, fibre.source_url) == ("published", "Boitron", "")
    assert Asset.objects.get(title="Les lieux").live_indicator == "open_this_week"
    preview, counts = bring(TABLE.encode())
    assert "3 déjà à jour" in preview
    assert counts == {"same": 3, "refused": 2, "repeated": 1}
    assert Asset.objects.count() == 3


def test_what_is_taken_out_comes_back_the_same(client: Client, bring: Bring) -> None:
    bring(TABLE.encode())
    table = b"".join(client.get(reverse("asset_list_file", args=["csv"])))
    assert bring(table)[1] == {"same": 3}
