import pytest

from bocage.territory.imports.decoupage_administratif import (
    CommuneRow,
    DepartementRow,
    FormerCommuneRow,
    Reference,
)
from bocage.territory.spelling import normalise
from scripts.commune_positions import Town, french_towns, locate

ORNE_MIDDLE = (48.6, 0.1)
EURE_MIDDLE = (49.1, 1.0)


def commune(code, name, population=1_000, postcode="61000"):
    return CommuneRow(code, name, code[:2], None, (postcode,), population)


def town(name, place=ORNE_MIDDLE, population=1_000, other_names=(), area="28"):
    return Town(normalise(name), tuple(other_names), area, *place, population)


def reference(*communes, formers=()):
    departements = [
        DepartementRow("61", "Orne", "28"),
        DepartementRow("27", "Eure", "28"),
        DepartementRow("53", "Mayenne", "52"),
        DepartementRow("971", "Guadeloupe", "01"),
    ]
    return Reference(2026, "6.0.0", departements, [], list(communes), list(formers))


BACKGROUND = [
    *(commune(f"6190{n}", f"Orne {n}", postcode="61900") for n in range(3)),
    *(commune(f"2790{n}", f"Eure {n}", postcode="27900") for n in range(3)),
]
BACKGROUND_TOWNS = [
    *(town(f"Orne {n}", ORNE_MIDDLE) for n in range(3)),
    *(town(f"Eure {n}", EURE_MIDDLE) for n in range(3)),
]


def _located(communes, towns, formers=()):
    positions = locate(
        reference(*BACKGROUND, *communes, formers=formers), [*BACKGROUND_TOWNS, *towns]
    )
    return {
        commune.code: (
            positions[commune.code].latitude,
            positions[commune.code].longitude,
            positions[commune.code].source,
        )
        for commune in communes
        if commune.code in positions
    }


def test_town_is_matched_to_the_commune_of_its_region_by_its_written_name():
    sees = commune("61464", "Sées")
    namesake = commune("53001", "Sées", postcode="53000")

    assert _located([sees, namesake], [town("SEES", (48.605, 0.172))]) == {
        "61464": (48.605, 0.172, "geonames")
    }


def test_name_of_two_communes_goes_to_the_nearer_departement_of_like_population():
    orne = commune("61176", "Francheville", population=900)
    eure = commune("27265", "Francheville", population=1_100, postcode="27160")

    assert _located([orne, eure], [town("Francheville", (48.95, 0.85), 1_100)]) == {
        "27265": (48.95, 0.85, "geonames")
    }


def test_homonym_of_a_commune_that_is_gone_is_dropped_for_its_population():
    orne = commune("61176", "Francheville", population=130, postcode="61570")

    assert _located([orne], [town("Francheville", (48.78, 0.85), 1_240)]) == {}


def test_homonym_far_from_the_departement_is_dropped():
    assert _located([commune("61176", "Francheville", postcode="61570")],
                   [town("Francheville", (50.6, 0.1))]) == {}  # fmt: skip


def test_homonym_far_from_the_other_towns_of_its_postcode_is_dropped():
    essay = commune("61156", "Essay", postcode="61900")

    assert _located([essay], [town("Essay", (48.6, 0.8))]) == {}


def test_other_name_of_a_town_is_used_where_its_main_one_is_unknown():
    aigle = commune("61214", "L’Aigle", postcode="61300")

    assert _located([aigle], [town("Laigle", (48.7, 0.6), other_names=["L’Aigle"])]) == {
        "61214": (48.7, 0.6, "geonames")
    }


def test_new_commune_is_placed_at_the_chief_town_that_it_kept_the_code_of():
    new = commune("61491", "Tourouvre au Perche", postcode="61190")
    former = FormerCommuneRow("61491", "Tourouvre", "delegated", "61491")

    assert _located([new], [town("Tourouvre", (48.59, 0.65))], [former]) == {
        "61491": (48.59, 0.65, "geonames")
    }


def test_commune_that_is_no_town_is_nowhere_rather_than_at_its_postcode():
    essay = commune("61156", "Essay", postcode="61500")
    boitron = commune("61051", "Boitron", postcode="61500")

    assert "61051" not in _located([essay, boitron], [town("Essay", (48.54, 0.24))])


def test_towns_of_france_are_read_with_their_overseas_departement():
    class Cache:
        def get_cities(self):
            common = {"population": 900, "latitude": 48.6, "longitude": 0.1}
            return {
                "1": {"name": "Sées", "countrycode": "FR", "admin1code": "28",
                      "alternatenames": ["SEES", "Саи"], **common},
                "2": {"name": "Gosier", "countrycode": "GP", "admin1code": "00",
                      "alternatenames": [], **common},
                "3": {"name": "Bath", "countrycode": "GB", "admin1code": "ENG",
                      "alternatenames": [], **common},
            }  # fmt: skip

    assert list(french_towns(Cache())) == [
        Town("sees", ("SEES", "Саи"), "28", 48.6, 0.1, 900),
        Town("gosier", (), "971", 48.6, 0.1, 900),
    ]


@pytest.mark.parametrize("population", [None, 0, 400])
def test_population_that_is_unknown_or_small_does_not_break_the_match(population):
    namesake = commune("27265", "Francheville", population=population, postcode="27160")
    orne = commune("61176", "Francheville", population=1_000, postcode="61570")

    assert "61176" in _located([orne, namesake], [town("Francheville", (48.7, 0.2))])
