"""Import of helpers: its own rules. The rest is in `tests/test_table_imports.py`."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.urls import reverse
from django.utils import timezone

from bocage.people.models import Person
from bocage.people.table_imports.kinds import table_kind
from bocage.people.table_imports.operations import (
    bring_table,
    first_lines,
    start_import,
    write_rows,
)
from bocage.welcome.helpers.errors import NotAskedYet
from bocage.welcome.helpers.operations.profiles import ask_helper, confirm_own_card
from bocage.welcome.models import Helper
from tests.welcome.helpers.factories import (
    HelperFactory,
    commune_elsewhere,
    coordinator_of,
    project_that_agrees,
)

pytestmark = pytest.mark.django_db

HEADER = "Nom;Qui;Peut;Commune;Courriel;Accord"
ODILE = (
    "Odile Prévost;direction d’école;Faire visiter l’école;Boitron;Odile@Ecole.example;05/01/2026"
)
PAUL = "Paul Guérin;médecin, soignant;Conseiller;Boitron;paul@sante.example;2026-01-06"


@pytest.fixture
def claire(boitron):
    return coordinator_of(boitron.departement, person__name="Claire Dubois")


def table(*rows, header=HEADER):
    return "\n".join([header, *rows])


def import_batch(text, person):
    return bring_table(
        by=person, kind=table_kind("helper"), content=BytesIO(text.encode()), file_name="carnet.csv"
    )


def lines_of(text, person):
    return first_lines(import_batch(text, person))[0]


def fates_of(text, person):
    return [line.fate for line in lines_of(text, person)]


def write_batch(person, text):
    batch = import_batch(text, person)
    start_import(by=person, table=batch, mapping=batch.mapping)
    write_rows(batch.pk)
    batch.refresh_from_db()
    return batch.counts


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        (ODILE.replace("Odile Prévost", ""), "nom"),
        (ODILE.replace("direction d’école", "pirate"), "qui"),
        (ODILE.replace("Odile@Ecole.example", "odile"), "courriel"),
        (ODILE.replace("Boitron", "Nulle-Part"), "commune"),
        (ODILE.replace("Boitron", "Mamers"), "commune"),
        (ODILE.replace("Boitron", "72181"), "commune"),
        (ODILE.replace("05/01/2026", "hier"), "accord"),
        (ODILE.replace("05/01/2026", ""), "accord"),
        (ODILE.replace("05/01/2026", "01/01/2999"), "accord"),
        (ODILE.replace("Faire visiter l’école", "x" * 1001), "peut"),
        (ODILE.replace("Faire visiter l’école", "x" * 5000), "lettres"),
        (ODILE + ";une case de trop", "guillemets"),
    ],
)
def test_invalid_line_is_reported(claire, row, problem):
    commune_elsewhere()
    refused_line, accepted_line = lines_of(table(row, PAUL), claire)

    assert (refused_line.number, refused_line.fate, refused_line.value) == (2, "refused", None)
    assert problem in refused_line.problems[0]
    assert (accepted_line.number, accepted_line.fate) == (3, "new")


def test_columns_by_other_names_and_the_usual_measures(claire, boitron):
    header = "Nom et prénom;Catégorie;Aide;Code INSEE;E-mail;Date d’accord;Langue;Mots-clés"
    row = f"Paul;doctor;Conseiller;{boitron.pk};paul@sante.example;06/01/2026;English;école|cantine"
    (line,) = lines_of(table(row, header=header), claire)

    card = line.value
    assert (card.commune, card.radius_km, card.max_per_month, card.language, card.tags) == (
        boitron,
        20,
        2,
        "en",
        ("école", "cantine"),
    )


def test_the_last_line_of_a_person_counts(claire):
    other_line = ODILE.replace("Faire visiter l’école", "Expliquer la cantine")
    first_line, last_line, line_with_other_need = lines_of(
        table(ODILE, other_line, ODILE.replace("direction d’école", "autre")), claire
    )

    assert (first_line.fate, last_line.fate, line_with_other_need.fate) == (
        "repeated",
        "new",
        "new",
    )
    assert "ligne 3" in first_line.problems[0]


def test_new_helpers_are_notified_and_not_asked_for_a_week(claire, boitron, new_mails):
    assert write_batch(claire, table(ODILE)) == {"new": 1}

    helper = Helper.objects.get()
    (mail,) = new_mails()
    assert mail.recipient == "odile@ecole.example"
    assert "Rien ne vous sera demandé avant le" in mail.text
    assert "fermer ma fiche" in mail.text
    project = project_that_agrees(boitron)
    with pytest.raises(NotAskedYet):
        ask_helper(by=claire, project=project, helper=helper, need="school_head")
    ask_helper(
        by=claire,
        project=project,
        helper=helper,
        need="school_head",
        now=timezone.now() + timedelta(days=8),
    )


def test_a_yes_opens_the_card_at_once(claire, boitron):
    write_batch(claire, table(ODILE))
    helper = confirm_own_card(helper_id=Helper.objects.get().pk)

    project = project_that_agrees(boitron)
    assert ask_helper(by=claire, project=project, helper=helper, need="school_head").is_open


def test_known_helper_is_updated_without_a_second_mail(claire, new_mails):
    write_batch(claire, table(ODILE))
    new_mails()
    other_line = ODILE.replace("Faire visiter l’école", "Expliquer la cantine")

    assert fates_of(table(ODILE), claire) == ["same"]
    assert fates_of(table(other_line), claire) == ["changed"]
    assert write_batch(claire, table(other_line)) == {"changed": 1}
    assert Helper.objects.get().can_do == "Expliquer la cantine"
    assert new_mails() == []


def test_helper_who_declined_is_not_reimported(claire, boitron, new_mails):
    closed_helper = HelperFactory(
        commune=boitron, email="odile@ecole.example", is_open=False, closed_at=timezone.now()
    )

    assert fates_of(table(ODILE), claire) == ["closed"]
    assert write_batch(claire, table(ODILE)) == {"closed": 1}
    closed_helper.refresh_from_db()
    assert (closed_helper.is_open, new_mails()) == (False, [])


def test_a_card_of_another_territory_is_left_alone(claire):
    distant_helper = HelperFactory(commune=commune_elsewhere(), email="odile@ecole.example")

    assert fates_of(table(ODILE), claire) == ["elsewhere"]
    write_batch(claire, table(ODILE))
    distant_helper.refresh_from_db()
    assert distant_helper.name != "Odile Prévost"


def test_import_after_a_lost_mandate_writes_nothing(claire):
    batch = import_batch(table(ODILE), claire)
    start_import(by=claire, table=batch, mapping=batch.mapping)
    Person.objects.get(pk=claire.pk).mandates.all().delete()

    write_rows(batch.pk)

    batch.refresh_from_db()
    assert (batch.counts, Helper.objects.count()) == ({"refused": 1}, 0)


def test_another_coordinator_does_not_see_it(client, claire, boitron):
    batch = import_batch(table(ODILE), claire)
    client.force_login(coordinator_of(boitron.departement))
    assert client.get(reverse("helper_import_look", args=[batch.pk])).status_code == 404


def test_removed_helper_can_be_imported_again(client, claire, boitron):
    client.force_login(claire)
    HelperFactory(
        commune=boitron,
        name="=cmd|' /C calc'!A0",
        phone="+33 2 99 00 21 43",
        tags=["ecole", "cantine"],
        languages=["français"],
    )
    HelperFactory(commune=boitron, name="Fermée", is_open=False, closed_at=timezone.now())
    HelperFactory(commune=commune_elsewhere(), name="Ailleurs")

    response = client.get(reverse("helper_list_file", args=["csv"]))

    content = b"".join(response.streaming_content)
    assert "no-store" in response["Cache-Control"]
    assert b"'=cmd" in content
    assert (b"Ferm\xc3\xa9e" in content, b"Ailleurs" in content) == (False, False)
    assert fates_of(content.decode(), claire) == ["same"]
