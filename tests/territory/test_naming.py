from django.utils import translation

from bocage.territory.models import Commune, Departement
from bocage.territory.naming import around_commune, format_match, format_postcodes


def test_surroundings_are_named_in_the_language_of_the_page():
    assert around_commune("Le Mêle-sur-Sarthe") == "Autour du Mêle-sur-Sarthe"
    with translation.override("en"):
        assert around_commune("Le Mêle-sur-Sarthe") == "Around Le Mêle-sur-Sarthe"


def test_commune_without_a_name_is_written_by_its_code():
    commune = Commune(name="Le Mêle-sur-Sarthe", departement=Departement(name="Orne"))
    commune.found_as = {"code": "61999", "name": "", "kind": "merged"}

    assert format_match(commune) == "61999, ancienne commune du Mêle-sur-Sarthe"


def test_long_list_of_postcodes_is_written_by_its_ends():
    assert format_postcodes(["61000", "61250"]) == "61000, 61250"
    assert format_postcodes(["75001", "75002", "75003", "75004"]) == "75001 – 75004"
    assert format_postcodes([]) == ""
