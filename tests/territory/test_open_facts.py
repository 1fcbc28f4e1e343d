"""The forms in which facts about communes are published: Arcep, INSEE, SNCF."""

import zipfile
from decimal import Decimal

import pytest
from django.core.management import CommandError

from bocage.territory.models import CommuneFact, FormerCommune
from tests.territory.factories import CommuneFactory, DepartementFactory, FormerCommuneFactory
from tests.territory.test_commune_facts import figures, import_file, import_rows

pytestmark = pytest.mark.django_db

ARCEP = "code_insee;nbr;type;elig_ftth;elig_coax;date\n"
DEPLOYMENTS = "INSEE_COM;NOM_COM;Locaux;ftth\n"
BPE = "REG;DEP;DEPCOM;DCIRIS;AN;TYPEQU;NB_EQUIP\n"
PORTAL = (
    "GEO;GEO_OBJECT;FACILITY_DOM;FACILITY_SDOM;FACILITY_TYPE;BPE_MEASURE;TIME_PERIOD;OBS_VALUE\n"
)
STATIONS = "Nom;Trigramme;Segment(s) DRG;Position géographique;Code commune;minutes_paris\n"


# Fibre.


def test_fibre_is_the_share_of_the_premises_that_it_reaches(tmp_path):
    CommuneFactory(boitron=True)
    CommuneFactory(sees=True)
    import_rows(
        tmp_path,
        "61051;200;all;150;0;2026-06-30",
        "61051;10;pro;1;0;2026-06-30",
        "61464;100;all;120;0;2026-06-30",
        header=ARCEP,
        form="arcep",
    )
    assert figures("fibre") == {"61051": 75, "61464": 100}
    fact = CommuneFact.objects.get(commune="61051")
    assert (fact.source, str(fact.dated_on)) == ("Arcep, Ma connexion internet", "2026-06-30")
    assert fact.address.startswith("https://www.data.gouv.fr/")


def test_fibre_of_communes_that_have_merged_is_weighed(tmp_path):
    FormerCommuneFactory(code="61307")
    FormerCommuneFactory(code="61308", name="Autre")
    import_rows(
        tmp_path,
        "61307;300;all;300;0;2026-06-30",
        "61308;100;all;0;0;2026-06-30",
        header=ARCEP,
        form="arcep",
    )
    assert figures("fibre") == {"61275": 75}


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("61051;0;all;0;0;2026-06-30", "nbr"),
        ("61051;;all;0;0;2026-06-30", "nbr"),
        ("61051;10;all;-1;0;2026-06-30", "elig_ftth"),
        ("61051;10;all;1;0;bientôt", "date"),
        ("FR;10;all;1;0;2026-06-30", "code_insee"),
    ],
)
def test_unreadable_row_of_fibre_is_reported(tmp_path, row, column):
    CommuneFactory(boitron=True)
    _answer, refused = import_rows(tmp_path, row, header=ARCEP, form="arcep")
    assert refused.startswith(f"line 2, {column}: ")
    assert not CommuneFact.objects.exists()


def test_the_quarterly_file_of_deployments_needs_its_day(tmp_path):
    CommuneFactory(boitron=True)
    row = "61051;Boitron;200;150"
    _answer, refused = import_rows(tmp_path, row, header=DEPLOYMENTS, form="arcep")
    assert refused == "line 2, date: no column tells the day: give --date\n"
    import_rows(tmp_path, row, header=DEPLOYMENTS, form="arcep", date="2026-06-30")
    assert figures("fibre") == {"61051": 75}


def test_a_spreadsheet_that_took_away_the_zero_that_begins_a_code_does_no_harm(tmp_path):
    CommuneFactory(code="01004", departement=DepartementFactory(code="01", name="Ain", slug="ain"))
    import_rows(tmp_path, "1004;10;all;9;0;2026-06-30", header=ARCEP, form="arcep")
    assert figures("fibre") == {"01004": 90}


# Facilities.


@pytest.mark.parametrize(
    ("kind", "codes"),
    [
        ("nurseries", ("D502", "D509")),
        ("schools", ("C101", "C102", "C104", "C105", "C107", "C108", "C109")),
        ("middle_schools", ("C201",)),
        ("high_schools", ("C301", "C302", "C303")),
        ("doctors", ("D201", "D265")),
        ("pharmacies", ("D301", "D307")),
        ("bakeries", ("B203", "B207")),
        ("supermarkets", ("B101", "B102", "B104", "B105", "B201")),
    ],
)
def test_the_codes_of_all_editions_are_read(tmp_path, kind, codes):
    CommuneFactory(sees=True)
    rows = [f"28;61;61464;x;2024;{code};1" for code in codes]
    import_rows(tmp_path, *rows, "28;61;61464;x;2024;C304;9", header=BPE, form="bpe")
    assert figures(kind) == {"61464": len(codes)}


def test_shops_for_food_are_those_that_sell_any_but_not_drinks_alone(tmp_path):
    CommuneFactory(sees=True)
    codes = ("B202", "B204", "B205", "B206", "B208", "B210", "B209")
    rows = [f"28;61;61464;x;2024;{code};1" for code in codes]
    import_rows(tmp_path, *rows, header=BPE, form="bpe")
    assert figures("shops") == {"61464": 6}


def test_a_count_that_the_base_hides_is_neither_a_count_nor_none(tmp_path):
    CommuneFactory(sees=True)
    CommuneFactory(boitron=True)
    paris = CommuneFactory(code="75056", name="Paris")
    FormerCommuneFactory(
        code="75101", name="1er", kind=FormerCommune.Kind.ARRONDISSEMENT, commune=paris
    )
    FormerCommuneFactory(
        code="75102", name="2e", kind=FormerCommune.Kind.ARRONDISSEMENT, commune=paris
    )
    _answer, refused = import_rows(
        tmp_path,
        "61464;COM;D;D2;D265;FACILITIES;2025;",
        "61464;COM;D;D3;D307;FACILITIES;2025;2",
        "75101;ARM;D;D2;D265;FACILITIES;2025;3",
        "75102;ARM;D;D2;D265;FACILITIES;2025;",
        header=PORTAL,
        form="bpe",
    )
    assert refused.splitlines()[0] == "line 2, nb_equip: not a figure: ''"
    assert figures("doctors") == {"61051": 0}
    assert figures("pharmacies") == {"61464": 2, "61051": 0, "75056": 0}


def test_table_of_school_features_is_refused(tmp_path):
    with pytest.raises(CommandError, match="give the general table"):
        import_rows(
            tmp_path,
            "61464;C108;PU;2025;1",
            header="GEO;FACILITY_TYPE;SCHOOL_SECTOR;TIME_PERIOD;OBS_VALUE\n",
            form="bpe",
        )


def test_the_base_as_it_is_published_comes_with_its_description(tmp_path):
    CommuneFactory(sees=True)
    with zipfile.ZipFile(tmp_path / "DS_BPE_CSV_FR.zip", "w") as archive:
        row = "61464;COM;D;D2;D265;FACILITIES;2025;4\n"
        archive.writestr("DS_BPE_2025_data.csv", PORTAL + row)
        archive.writestr("DS_BPE_2025_metadata.csv", "COD_VAR;LIB_VAR\n")
        archive.writestr("BPE25_anonymisee_varmod.csv", "COD_VAR;LIB_VAR\n")
    import_file(tmp_path / "DS_BPE_CSV_FR.zip", form="bpe")
    assert figures("doctors") == {"61464": 4}
    assert str(CommuneFact.objects.get().dated_on) == "2025-01-01"


def test_facilities_are_counted_by_commune_and_kind(tmp_path):
    CommuneFactory(boitron=True)
    CommuneFactory(sees=True)
    import_rows(
        tmp_path,
        "28;61;61464;61464_0000;2024;D265;3",
        "28;61;61464;61464_0001;2024;D265;1",
        "28;61;61464;61464_0000;2024;D307;2",
        "28;61;61464;61464_0000;2024;B207;2",
        "28;61;61464;61464_0000;2024;B105;1",
        "28;61;61464;61464_0000;2024;C108;2",
        "28;61;61464;61464_0000;2024;F103;5",
        header=BPE,
        form="bpe",
    )
    assert figures("doctors") == {"61464": 4, "61051": 0}
    assert figures("shops") == {"61464": 3, "61051": 0}
    assert figures("bakeries") == {"61464": 2, "61051": 0}
    assert figures("supermarkets") == {"61464": 1, "61051": 0}
    assert figures("schools") == {"61464": 2, "61051": 0}
    assert figures("pharmacies") == {"61464": 2, "61051": 0}
    # The file has no middle school at all: their number is unknown.
    assert figures("middle_schools") == {}


def test_the_silence_of_the_base_says_nothing_of_other_departements(tmp_path):
    CommuneFactory(code="72003", departement=DepartementFactory(sarthe=True))
    CommuneFactory(sees=True)
    import_rows(tmp_path, "28;61;61464;x;2024;D265;3", header=BPE, form="bpe")
    assert figures("doctors") == {"61464": 3}


def test_one_row_for_each_facility_is_read_too(tmp_path):
    CommuneFactory(sees=True)
    import_rows(
        tmp_path,
        "2024,61464,D265,439000.1",
        "2024,61464,D265,439001.7",
        header="AN,DEPCOM,TYPEQU,LAMBERT_X\n",
        form="bpe",
    )
    assert figures("doctors") == {"61464": 2}


def test_the_form_of_the_portal_is_read_without_its_larger_areas(tmp_path):
    CommuneFactory(sees=True)
    import_rows(
        tmp_path,
        "61;DEP;D;D2;D265;FACILITIES;2025;300",
        "61464;COM;D;D2;D265;FACILITIES;2025;4",
        "61464;COM;D;D2;_T;FACILITIES;2025;90",
        "61464;COM;_T;_T;_T;FACILITIES;2025;900",
        # A basin of life has the code of its first commune.
        "61464;BV2022;D;D2;D265;FACILITIES;2025;40",
        # The rate for a thousand people is not a count.
        "61464;COM;D;D2;D265;FACILITIES_RATE;2025;1",
        header=PORTAL,
        form="bpe",
    )
    assert figures("doctors") == {"61464": 4}


def test_facilities_of_merged_communes_and_of_arrondissements_add_up(tmp_path):
    paris = CommuneFactory(code="75056", name="Paris")
    for code in ("75101", "75102"):
        FormerCommuneFactory(
            code=code, name=code, kind=FormerCommune.Kind.ARRONDISSEMENT, commune=paris
        )
    import_rows(
        tmp_path,
        "11;75;75101;x;2024;D265;30",
        "11;75;75102;x;2024;D265;40",
        header=BPE,
        form="bpe",
    )
    assert figures("doctors") == {"75056": 70}


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        (["28;61;61464;x;2023;D265;3", "28;61;61464;x;2024;D265;3"], "several years at once"),
        (["28;61;61464;x;;D265;3"], "give --date"),
        (["28;61;61464;x;MMXX;D265;3"], "an: not a year"),
        (["28;61;61464;x;2024;D265;trois"], "nb_equip: not a figure"),
        (["28;61;Sées;x;2024;D265;3"], "depcom: not the INSEE code"),
    ],
)
def test_unreadable_base_of_facilities_is_reported(tmp_path, rows, words):
    CommuneFactory(sees=True)
    _answer, refused = import_rows(tmp_path, *rows, header=BPE, form="bpe")
    assert words in refused
    assert not figures("doctors")


# Stations.


def test_each_commune_learns_its_nearest_station_and_the_minutes_to_paris(tmp_path):
    CommuneFactory(sees=True)
    CommuneFactory(alencon=True)
    CommuneFactory(unlocated=True)
    import_rows(
        tmp_path,
        "Sées;SEE;c;48.6045, 0.1640;61464;",
        "Alençon;ALN;b;48.4340, 0.0990;61001;115",
        header=STATIONS,
        form="stations",
        date="2026-01-01",
    )
    assert figures("nearest_station") == {"61464": Decimal("0.6"), "61001": Decimal("0.6")}
    assert figures("paris_minutes") == {"61464": 115, "61001": 115}
    fact = CommuneFact.objects.get(commune="61464", kind="paris_minutes")
    assert (fact.detail, fact.unit) == ("Alençon", "min")


def test_the_names_of_columns_of_the_interface_of_sncf_are_read_too(tmp_path):
    CommuneFactory(sees=True)
    import_rows(
        tmp_path,
        'Sées;Sées;SEE;c;"48.6045, 0.1640";61464;87444638',
        header="nom;libellecourt;trigramme;segment_drg;position_geographique;codeinsee;codes_uic\n",
        form="stations",
        date="2026-01-01",
    )
    assert figures("nearest_station") == {"61464": Decimal("0.6")}


def test_the_minutes_of_a_train_that_is_far_away_say_nothing(tmp_path):
    CommuneFactory(sees=True)
    import_rows(
        tmp_path,
        "Sées,48.60,0.16,",
        "Brest,48.39,-4.48,230",
        header="nom,latitude,longitude,minutes_paris\n",
        form="stations",
        date="2026-01-01",
    )
    assert figures("paris_minutes") == {}


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("Sées;SEE;c;;61464;", "position_geographique"),
        ("Sées;SEE;c;NaN, 0.16;61464;", "position_geographique"),
        ("Sées;SEE;c;480, 0.16;61464;", "position_geographique"),
        (";SEE;c;48.6, 0.16;61464;", "nom"),
        ("Sées;SEE;c;48.6, 0.16;61464;vite", "minutes_paris"),
        ("Sées;SEE;c;48.6, 0.16;61464;9000", "minutes_paris"),
    ],
)
def test_unreadable_station_is_reported(tmp_path, row, column):
    CommuneFactory(sees=True)
    _answer, refused = import_rows(
        tmp_path, row, header=STATIONS, form="stations", date="2026-01-01"
    )
    assert refused.startswith(f"line 2, {column}: ")
    assert not CommuneFact.objects.exists()


def test_stations_need_a_day_and_positions(tmp_path):
    with pytest.raises(CommandError, match="give --date"):
        import_rows(tmp_path, header=STATIONS, form="stations")
    with pytest.raises(CommandError, match="the header lacks: position_geographique"):
        import_rows(tmp_path, "Sées", header="nom\n", form="stations", date="2026-01-01")


# What holds for every form.

FORMS = {
    "bocage": ("code_commune;indicateur;valeur;source;date\n", "61464;fibre;{};Arcep;{}"),
    "arcep": (ARCEP, "61464;100;all;{};0;{}"),
    "bpe": (BPE, "28;61;61464;x;{1:.4};D265;{0}"),
    "stations": (STATIONS, "Sées;SEE;c;48.6045, 0.1640;61464;{}"),
}
KINDS = {
    "bocage": "fibre",
    "arcep": "fibre",
    "bpe": "doctors",
    "stations": "paris_minutes",
}


def import_facts(tmp_path, form, value, day="2026-01-01", **options):
    header, row = FORMS[form]
    if form == "stations":
        options["date"] = day
    return import_rows(tmp_path, row.format(value, day), header=header, form=form, **options)


@pytest.mark.parametrize("form", FORMS)
def test_a_second_import_of_any_form_changes_nothing(tmp_path, form):
    CommuneFactory(sees=True)
    import_facts(tmp_path, form, 50)
    answer, _refused = import_facts(tmp_path, form, 50)
    assert " 0 written" in answer
    assert " 0 refused" in answer


@pytest.mark.parametrize("form", FORMS)
def test_an_older_edition_of_any_form_that_comes_late_never_wins(tmp_path, form):
    CommuneFactory(sees=True)
    import_facts(tmp_path, form, 50)
    answer, _refused = import_facts(tmp_path, form, 40, day="2024-01-01")
    assert " 0 written" in answer
    assert " 0 older" not in answer
    assert figures(KINDS[form]) == {"61464": 50}


@pytest.mark.parametrize("form", FORMS)
def test_a_dry_run_of_any_form_shows_what_would_be_written_and_keeps_nothing(tmp_path, form):
    CommuneFactory(sees=True)
    import_facts(tmp_path, form, 40, day="2024-01-01")
    answer, _refused = import_facts(tmp_path, form, 50, dry_run=True)
    assert f"Sées (61464), {KINDS[form]}: 50 (was 40; " in answer
    assert "nothing was kept" in answer
    assert figures(KINDS[form]) == {"61464": 40}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("content", [b"", b"\n\n", b"\xef\xbb\xbf", b"a;b;c\n", b"\x00" * 200])
def test_an_empty_file_or_another_is_refused_in_any_form(tmp_path, form, content):
    (tmp_path / "vide.csv").write_bytes(content)
    with pytest.raises(CommandError, match="the header lacks"):
        import_file(tmp_path / "vide.csv", form=form, date="2026-01-01")


@pytest.mark.parametrize("form", FORMS)
def test_a_header_without_rows_writes_nothing(tmp_path, form):
    CommuneFactory(sees=True)
    header, _row = FORMS[form]
    import_rows(tmp_path, header=header, form=form, date="2026-01-01")
    assert not CommuneFact.objects.exists()


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("cell", ["=1+1", "NaN", "-1", "1e99", "9" * 400, "<script>", "١٢"])
def test_a_hostile_cell_is_refused_or_read_as_a_figure_in_any_form(tmp_path, form, cell):
    CommuneFactory(sees=True)
    answer, refused = import_facts(tmp_path, form, cell)
    assert " 0 refused" not in answer
    assert len(refused) < 400
    assert figures(KINDS[form]) == {}


@pytest.mark.parametrize("form", FORMS)
def test_repeated_row_is_written_once(tmp_path, form):
    CommuneFactory(sees=True)
    header, row = FORMS[form]
    rows = [row.format(50, "2026-01-01")] * 2
    import_rows(tmp_path, *rows, header=header, form=form, date="2026-01-01")
    # A table of counts adds up its rows: neighbourhoods, and facilities one by one.
    assert figures(KINDS[form]) == {"61464": 100 if form == "bpe" else 50}


def test_a_large_table_is_read_row_by_row(tmp_path):
    CommuneFactory(sees=True)
    rows = (f"61464;COM;D;D2;D265;FACILITIES;2025;{number % 3}" for number in range(60_000))
    answer, _refused = import_rows(tmp_path, *rows, header=PORTAL, form="bpe")
    assert "1 read" in answer
    assert figures("doctors") == {"61464": 60_000}
