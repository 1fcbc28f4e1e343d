"""The forms in which facts about communes are published: Arcep, INSEE, SNCF."""

from decimal import Decimal

import pytest
from django.core.management import CommandError

from bocage.territory.models import CommuneFact, FormerCommune
from tests.territory.factories import CommuneFactory, FormerCommuneFactory
from tests.territory.test_commune_facts import figures, imported

pytestmark = pytest.mark.django_db

ARCEP = "code_insee;nbr;type;elig_ftth;elig_coax;date\n"
BPE = "REG;DEP;DEPCOM;DCIRIS;AN;TYPEQU;NB_EQUIP\n"
PORTAL = "GEO;GEO_OBJECT;FACILITY_TYPE;BPE_MEASURE;TIME_PERIOD;OBS_VALUE\n"
STATIONS = "Nom;Trigramme;Segment(s) DRG;Position géographique;Code commune;minutes_paris\n"


# Fibre.


def test_fibre_is_the_share_of_the_premises_that_it_reaches(tmp_path):
    CommuneFactory(boitron=True)
    CommuneFactory(sees=True)
    imported(
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
    imported(
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
def test_a_row_of_fibre_that_cannot_be_read_is_told(tmp_path, row, column):
    CommuneFactory(boitron=True)
    _answer, refused = imported(tmp_path, row, header=ARCEP, form="arcep")
    assert refused.startswith(f"line 2, {column}: ")
    assert not CommuneFact.objects.exists()


# Facilities.


def test_facilities_are_counted_by_commune_and_kind(tmp_path):
    CommuneFactory(boitron=True)
    CommuneFactory(sees=True)
    imported(
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
    # The file tells no middle school anywhere: nothing is known of them.
    assert figures("middle_schools") == {}


def test_the_silence_of_the_base_says_nothing_of_other_departements(tmp_path):
    from tests.territory.factories import DepartementFactory

    CommuneFactory(code="72003", departement=DepartementFactory(sarthe=True))
    CommuneFactory(sees=True)
    imported(tmp_path, "28;61;61464;x;2024;D265;3", header=BPE, form="bpe")
    assert figures("doctors") == {"61464": 3}


def test_one_row_for_each_facility_is_read_too(tmp_path):
    CommuneFactory(sees=True)
    imported(
        tmp_path,
        "2024,61464,D265,439000.1",
        "2024,61464,D265,439001.7",
        header="AN,DEPCOM,TYPEQU,LAMBERT_X\n",
        form="bpe",
    )
    assert figures("doctors") == {"61464": 2}


def test_the_form_of_the_portal_is_read_without_its_larger_areas(tmp_path):
    CommuneFactory(sees=True)
    imported(
        tmp_path,
        "61;DEP;D265;FACILITIES;2024;300",
        "61464;COM;D265;FACILITIES;2024;4",
        "61464;COM;_T;FACILITIES;2024;90",
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
    imported(
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
def test_a_base_of_facilities_that_cannot_be_read_is_told(tmp_path, rows, words):
    CommuneFactory(sees=True)
    _answer, refused = imported(tmp_path, *rows, header=BPE, form="bpe")
    assert words in refused
    assert not figures("doctors")


# Stations.


def test_each_commune_learns_its_nearest_station_and_the_minutes_to_paris(tmp_path):
    CommuneFactory(sees=True)
    CommuneFactory(alencon=True)
    CommuneFactory(unlocated=True)
    imported(
        tmp_path,
        "Sées;SEE;c;48.6045, 0.1640;61464;",
        "Alençon;ALN;b;48.4340, 0.0990;61001;115",
        header=STATIONS,
        form="stations",
        date="2026-01-01",
    )
    assert figures("nearest_station") == {"61464": Decimal("0.6"), "61001": Decimal("0.6")}
    assert figures("paris_minutes") == {"61464": 115, "61001": 115}
    told = CommuneFact.objects.get(commune="61464", kind="paris_minutes")
    assert (told.detail, told.unit) == ("Alençon", "min")


def test_the_minutes_of_a_train_that_is_far_away_say_nothing(tmp_path):
    CommuneFactory(sees=True)
    imported(
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
def test_a_station_that_cannot_be_read_is_told(tmp_path, row, column):
    CommuneFactory(sees=True)
    _answer, refused = imported(tmp_path, row, header=STATIONS, form="stations", date="2026-01-01")
    assert refused.startswith(f"line 2, {column}: ")
    assert not CommuneFact.objects.exists()


def test_stations_need_a_day_and_positions(tmp_path):
    with pytest.raises(CommandError, match="give --date"):
        imported(tmp_path, header=STATIONS, form="stations")
    with pytest.raises(CommandError, match="the header lacks: position_geographique"):
        imported(tmp_path, "Sées", header="nom\n", form="stations", date="2026-01-01")
