"""A table of people who help: read with suspicion, looked at, then written; and taken out again."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from bocage.foundation.errors import NotAllowed
from bocage.people.known_data import known_data_of
from bocage.territory.imports.small_tables import MOST_OCTETS, TableUnreadable, text_of_table
from bocage.welcome.errors.address_book import NotAskedYet
from bocage.welcome.helper_table import lines_of
from bocage.welcome.imports.helper_rows import TABLE, read_helper_rows
from bocage.welcome.models import Helper, HelperImport
from bocage.welcome.operations.address_book import ask_helper, keep_own_card
from bocage.welcome.operations.helper_imports import (
    bring_helpers,
    forget_left_imports,
    put_helpers_aside,
    write_helpers,
)
from tests.people.factories import PersonFactory
from tests.territory.factories import CommuneFactory
from tests.welcome.helpers_factories import (
    HelperFactory,
    commune_elsewhere,
    coordinator_of,
    project_that_agrees,
)
from tests.workspaces.test_races import outcomes, race

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


def fates(text, by):
    return [line.fate for line in lines_of(text, by=by)]


def brought(by, text):
    return bring_helpers(by=by, text=text, file_name="carnet.csv")


def written(by, text):
    one = brought(by, text)
    cards = [line.card for line in lines_of(text, by=by) if line.card is not None]
    return write_helpers(by=by, brought=one, cards=cards)


@pytest.mark.parametrize(
    "content",
    [
        table(ODILE).encode(),
        table(ODILE).encode("utf-8-sig"),
        table(ODILE).encode("utf-16"),
        table(ODILE).encode("cp1252"),
        table(ODILE).replace("\n", "\r\n").encode(),
        table(ODILE).replace(";", "\t").encode(),
        table(ODILE).replace(";", ",").encode(),
    ],
)
def test_what_spreadsheets_save_is_read(content):
    (row,) = read_helper_rows(text_of_table(content))

    assert (row.line, row.cells["nom"], row.cells["qui"]) == (
        2,
        "Odile Prévost",
        "direction d’école",
    )


def test_a_comma_stands_in_quotes_where_it_also_cuts(claire):
    row = '"Paul";"médecin, soignant";"Conseiller; écouter";Boitron;paul@sante.example;2026-01-06'
    (line,) = lines_of(table(row), by=claire)

    assert line.card.can_do == "Conseiller; écouter"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"PK\x03\x04\0\0\0", "not_a_table"),
        (b"\xff\xfe\x00\xd8", "encoding_unknown"),
        (b"x" * (MOST_OCTETS + 1), "too_large"),
        (b"\xff\xfea\0\0\0", "not_a_table"),
    ],
)
def test_a_file_that_is_no_table(content, code):
    with pytest.raises(TableUnreadable) as caught:
        text_of_table(content)
    assert caught.value.code == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "empty"),
        (" ; ; \n", "empty"),
        (HEADER, "empty"),
        (HEADER + "\n;;;;;\n", "empty"),
        ("nom;qui\nx;y", "columns_missing"),
        (HEADER + ";Email\n" + ODILE + ";x@y.example", "columns_twice"),
        (";".join(["x"] * 61), "too_many_columns"),
        (table(*[ODILE] * (TABLE.most_rows + 1)), "too_many_rows"),
        (table('"' + "x" * 200_000), "not_a_table"),
    ],
)
def test_a_table_that_is_not_read(text, code):
    with pytest.raises(TableUnreadable) as caught:
        read_helper_rows(text)
    assert caught.value.code == code


@pytest.mark.parametrize(
    ("row", "said"),
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
        (ODILE.replace("Faire visiter l’école", "x" * 5000), "quatre mille"),
        (ODILE + ";une case de trop", "guillemets"),
    ],
)
def test_a_line_that_makes_no_sense_is_told(claire, row, said):
    commune_elsewhere()
    refused, kept = lines_of(table(row, PAUL), by=claire)

    assert (refused.line, refused.fate, refused.card) == (2, "refused", None)
    assert said in refused.problems[0]
    assert (kept.line, kept.fate) == (3, "new")


def test_columns_by_other_names_and_the_usual_measures(claire, boitron):
    header = "Prénom, nom;Catégorie;Aide;Code INSEE;E-mail;Date d’accord;Langue;Mots-clés"
    header = header.replace("Prénom, nom", "Nom et prénom")
    row = f"Paul;doctor;Conseiller;{boitron.pk};paul@sante.example;06/01/2026;English;école|cantine"
    (line,) = lines_of(table(row, header=header), by=claire)

    card = line.card
    assert (card.commune, card.radius_km, card.most_a_month, card.language, card.tags) == (
        boitron,
        20,
        2,
        "en",
        ("école", "cantine"),
    )


def test_the_last_line_of_a_person_counts(claire):
    other = ODILE.replace("Faire visiter l’école", "Expliquer la cantine")
    first, last, elsewise = lines_of(
        table(ODILE, other, ODILE.replace("direction d’école", "autre")), by=claire
    )

    assert (first.fate, last.fate, elsewise.fate) == ("repeated", "new", "new")
    assert "ligne 3" in first.problems[0]


def test_those_who_are_new_learn_it_and_are_asked_nothing_for_a_week(claire, boitron, new_mails):
    done = written(claire, table(ODILE))

    assert (done.added, done.changed, done.text) == (1, 0, "")
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
    written(claire, table(ODILE))
    helper = keep_own_card(helper_id=Helper.objects.get().pk)

    project = project_that_agrees(boitron)
    assert ask_helper(by=claire, project=project, helper=helper, need="school_head").is_open


def test_the_same_person_is_brought_up_to_date_and_told_nothing_twice(claire, new_mails):
    written(claire, table(ODILE))
    new_mails()
    other = ODILE.replace("Faire visiter l’école", "Expliquer la cantine")

    assert fates(table(ODILE), claire) == ["same"]
    assert fates(table(other), claire) == ["changed"]
    done = written(claire, table(other))

    assert (done.added, done.changed) == (0, 1)
    assert Helper.objects.get().can_do == "Expliquer la cantine"
    assert new_mails() == []


def test_nobody_who_said_no_is_brought_back(claire, boitron, new_mails):
    closed = HelperFactory(
        commune=boitron, email="odile@ecole.example", is_open=False, closed_at=timezone.now()
    )

    assert fates(table(ODILE), claire) == ["closed"]
    done = written(claire, table(ODILE))

    closed.refresh_from_db()
    assert (done.left_out, closed.is_open, new_mails()) == (1, False, [])


def test_a_card_of_another_territory_is_left_alone(claire):
    theirs = HelperFactory(commune=commune_elsewhere(), email="odile@ecole.example")

    assert fates(table(ODILE), claire) == ["elsewhere"]
    written(claire, table(ODILE))
    theirs.refresh_from_db()
    assert theirs.name != "Odile Prévost"


def test_written_once(claire, new_mails):
    one = brought(claire, table(ODILE))
    cards = [line.card for line in lines_of(one.text, by=claire)]

    write_helpers(by=claire, brought=one, cards=cards)
    again = write_helpers(by=claire, brought=one, cards=cards)

    assert (again.added, Helper.objects.count(), len(new_mails())) == (1, 1, 1)


def test_only_who_brought_it_decides(claire, boitron):
    one = brought(claire, table(ODILE))
    for person in (coordinator_of(boitron.departement), PersonFactory()):
        with pytest.raises(NotAllowed):
            write_helpers(by=person, brought=one, cards=[])
        with pytest.raises(NotAllowed):
            put_helpers_aside(by=person, brought=one)
    with pytest.raises(NotAllowed):
        brought(PersonFactory(), table(ODILE))


def test_the_database_keeps_no_text_of_what_is_written(claire):
    one = brought(claire, table(ODILE))
    with (
        pytest.raises(IntegrityError, match="welcome_helper_import_written_once"),
        transaction.atomic(),
    ):
        HelperImport.objects.filter(pk=one.pk).update(applied_at=timezone.now())


def test_a_table_that_is_left_is_forgotten_and_told(claire):
    brought(claire, table(ODILE))

    section = "Les tableaux que vous avez déposés au carnet d’entraide"
    assert "carnet.csv" in known_data_of(claire)[section][0]["title"]
    assert forget_left_imports() == 0
    assert forget_left_imports(now=timezone.now() + timedelta(days=2)) == 1


@pytest.mark.django_db(transaction=True)
def test_one_table_written_by_four_clicks():
    boitron = CommuneFactory(boitron=True)
    claire = coordinator_of(boitron.departement)
    text = table(ODILE, PAUL)
    tables = [brought(claire, text) for _click in range(4)]
    cards = [line.card for line in lines_of(text, by=claire)]

    results = race(
        *[
            lambda one=one: write_helpers(by=claire, brought=one, cards=cards)
            for one in [*tables, tables[0]]
        ]
    )

    assert outcomes(results) == {"HelperImport": 5}
    assert Helper.objects.count() == 2


# The pages.


def upload(content, name="carnet.csv"):
    return {"fichier": SimpleUploadedFile(name, content, content_type="text/csv")}


def test_brought_looked_at_and_written(client, claire):
    client.force_login(claire)
    assert "mots_cles" in client.get(reverse("helper_import")).content.decode()
    response = client.post(
        reverse("helper_import"), upload(table(ODILE, ODILE.replace("Boitron", "Oz")).encode())
    )

    look = client.get(response.url).content.decode()
    assert ("Odile Prévost" in look, "à corriger" in look) == (True, True)
    assert not Helper.objects.exists()
    done = client.post(response.url, {"decision": "ecrire"}, follow=True).content.decode()
    assert "1 personne ajoutée" in done
    assert Helper.objects.get().added_by == claire


def test_put_aside(client, claire):
    client.force_login(claire)
    look = client.post(reverse("helper_import"), upload(table(ODILE).encode())).url
    client.post(look, {"decision": "ecarter"})

    assert not HelperImport.objects.exists()
    assert client.get(look).status_code == 404


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04\0", b"a;b\n1;2", b"\xff" * 2000])
def test_a_file_that_is_nothing_is_told_in_the_form(client, claire, content):
    client.force_login(claire)
    assert client.post(reverse("helper_import"), upload(content)).status_code == 422
    assert client.post(reverse("helper_import"), {}).status_code == 422
    assert not HelperImport.objects.exists()


@pytest.mark.parametrize("number", [1, 3])
def test_the_look_asks_the_database_as_often(client, claire, number, django_assert_num_queries):
    client.force_login(claire)
    rows = [ODILE.replace("Odile@", f"odile{one}@") for one in range(number)]
    look = client.post(reverse("helper_import"), upload(table(*rows).encode())).url
    client.get(look)
    with django_assert_num_queries(LOOK_QUERIES):
        page = client.get(look).content.decode()
    assert page.count("ajoutée<") == number


LOOK_QUERIES = 8


def test_nobody_else_brings_or_takes_a_table(client, claire, boitron):
    one = brought(claire, table(ODILE))
    pages = [reverse("helper_import"), reverse("helper_template")]
    pages.append(reverse("helper_list_file", args=["csv"]))
    client.force_login(PersonFactory())
    assert [client.get(page).status_code for page in pages] == [404, 404, 404]
    client.force_login(coordinator_of(boitron.departement))
    assert client.get(reverse("helper_import_look", args=[one.pk])).status_code == 404


def test_what_is_taken_out_can_be_brought_back(client, claire, boitron):
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
    assert fates(text_of_table(content), claire) == ["same"]


def test_the_template_is_a_table_that_is_read(client, claire):
    client.force_login(claire)
    content = b"".join(client.get(reverse("helper_template")).streaming_content)

    assert fates(text_of_table(content), claire) == ["new"]
