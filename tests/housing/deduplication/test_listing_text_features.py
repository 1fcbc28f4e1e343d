"""Features detected in the text of a listing."""

import pytest

from bocage.housing.deduplication.listing_text_features import (
    mentions_fibre,
    mentions_garden,
    mentions_office_room,
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Fibre optique éligible ; commerces à 2 km.", True),
        ("FIBRE RACCORDÉE", True),
        ("Maison fibrée, FTTH disponible", True),
        ("Très haut débit", True),
        ("Fibre optique prévue ; école à 2 km.", False),
        ("La fibre arrive bientôt : fibre prévue en 2027.", False),
        ("Pas de fibre à ce jour", False),
        ("sans fibre optique", False),
        ("Fibre non raccordée", False),
        ("Fibre en cours de déploiement", False),
        ("Pas de vis-à-vis. Fibre raccordée.", True),
        ("Isolation en fibre de bois", None),
        ("Belle longère", None),
        ("", None),
    ],
)
def test_fibre_is_read_with_its_negations(text, expected):
    assert mentions_fibre(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("4 chambres, bureau", True),
        ("Bureau possible pour le télétravail", True),
        ("à 200 m du bureau de poste", False),
        ("bureau de tabac au village", False),
        ("sans bureau", False),
        ("Longère de 4 pièces", False),
    ],
)
def test_room_for_an_office_is_no_post_office(text, expected):
    assert mentions_office_room(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("jardin clos", True),
        ("JARDIN AU CALME", True),
        ("terrain arboré", True),
        ("pas de jardin", False),
        ("face au jardin public", False),
        ("appartement en rez-de-jardin", False),
        ("Appartement de ville", False),
    ],
)
def test_a_garden_is_not_that_of_the_town(text, expected):
    assert mentions_garden(text) is expected
