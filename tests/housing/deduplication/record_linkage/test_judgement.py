"""Judgement on whether two listings are about one home: known traps."""

from dataclasses import replace
from itertools import permutations

import pytest

from bocage.housing.deduplication.record_linkage import Traits, Vocabulary, Words, score_pair
from bocage.housing.deduplication.record_linkage.judgement import may_be_same_dwelling
from bocage.housing.deduplication.record_linkage.vocabulary import plain

HOUSE = Traits(
    key="a",
    agency="A",
    reference="A1",
    commune="61050",
    postcode="61500",
    price_eur=231_000,
    surface_m2=150.6,
    land_m2=2_340,
    rooms=6,
    bedrooms=5,
    built_year=1887,
    energy_class="D",
    energy_kwh=174,
    emissions_class="B",
    emissions_kg=12,
    words=Words("Longère 6 pièces", "Four à pain, verger et mare au bout d’une impasse."),
)


def make_twin(**changes: object) -> Traits:
    """Returns the same house as described by another agency."""
    return replace(HOUSE, key="b", agency="B", reference="B1", **changes)


UNSAID = {
    "energy_kwh": None,
    "emissions_kg": None,
    "built_year": None,
    "words": Words(
        "Maison", "Sur la place du marché, avec une cour pavée et un atelier d’artiste."
    ),
}
"""Values that a neighbour's listing does not share with it."""


def verdict(a: Traits, b: Traits) -> str:
    return score_pair(a, b).verdict


def codes(a: Traits, b: Traits) -> dict[str, float]:
    return {reason.code: reason.weight for reason in score_pair(a, b).reasons}


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"surface_m2": 151.0},
        {"surface_m2": 150.0},
        {"price_eur": 249_000},
        {"price_eur": 216_000},
        {"rooms": None, "bedrooms": None},
        {"land_m2": None},
        {"built_year": None, "energy_class": "", "energy_kwh": None, "emissions_kg": None},
        {
            "words": Words(
                "MAISON AVEC TERRAIN", "Charme de l’ancien, sans vis-à-vis, à rafraîchir."
            )
        },
        {"price_eur": 189_000, "earlier_prices": (232_000,)},
    ],
)
def test_one_house_described_differently_is_one_home(changes):
    assert verdict(HOUSE, make_twin(**changes)) == "linked"


@pytest.mark.parametrize(
    "changes",
    [
        {"surface_m2": 118.0},
        {"price_eur": 129_000},
        {"energy_kwh": 341, "energy_class": "F", "land_m2": 800, "surface_m2": 149.0},
        {"rooms": 3, "bedrooms": 2, "land_m2": 400},
        {"offer": "rental", "price_eur": 890},
        {"kind": "land", "surface_m2": None},
        {"kind": "apartment"},
    ],
)
def test_another_house_of_the_village_is_not_joined(changes):
    assert verdict(HOUSE, make_twin(**UNSAID | changes)) != "linked"


def test_order_does_not_matter():
    forwards, backwards = (
        score_pair(HOUSE, make_twin(rooms=5)),
        score_pair(make_twin(rooms=5), HOUSE),
    )

    assert forwards.bits == pytest.approx(backwards.bits)


def test_reasons_add_up_with_the_prior_and_the_weightiest_comes_first():
    judgement = score_pair(HOUSE, make_twin())

    weights = [abs(reason.weight) for reason in judgement.reasons]
    assert weights == sorted(weights, reverse=True)
    assert sum(reason.weight for reason in judgement.reasons) > judgement.bits
    assert 0 < judgement.score <= 1


def test_lots_of_one_estate_are_homes_of_their_own():
    flat = replace(
        HOUSE,
        kind="apartment",
        land_m2=None,
        latitude=48.43,
        longitude=0.09,
        precision="address",
        words=Words("Appartement", "Résidence neuve au calme. Lot 12. Au 1er étage."),
    )
    same_flat = replace(flat, key="b", agency="B", reference="B1")
    next_door = replace(
        same_flat, words=Words("Appartement", "Résidence neuve au calme. Lot 14. Au 2e étage.")
    )

    assert verdict(flat, same_flat) == "linked"
    assert verdict(flat, next_door) != "linked"


def test_two_listings_that_an_agency_offers_today_are_never_joined_by_the_machine():
    twice = make_twin()
    twice.agency = HOUSE.agency

    assert verdict(HOUSE, twice) != "linked"


def test_a_home_that_its_agency_lists_again_is_recognised():
    before = make_twin(is_on_the_market=False)
    before.agency = HOUSE.agency

    assert verdict(HOUSE, before) == "linked"


def test_an_address_far_away_speaks_for_two_homes():
    listing = make_twin(latitude=48.50, longitude=0.10, precision="address")
    far_listing = replace(HOUSE, latitude=48.53, longitude=0.10, precision="address")

    assert codes(listing, far_listing)["position_far"] < -4


def test_centres_of_communes_say_nothing():
    listing = make_twin(latitude=48.50, longitude=0.10, precision="commune")
    second_listing = replace(HOUSE, latitude=48.50, longitude=0.10, precision="commune")

    assert "position_near" not in codes(listing, second_listing)


def test_two_houses_alike_are_more_of_a_coincidence_in_a_hamlet():
    twin = make_twin(land_m2=None, energy_kwh=None, energy_class="")

    assert score_pair(HOUSE, twin, crowd=8).bits > score_pair(HOUSE, twin, crowd=500).bits


def test_shared_photos_weigh_more_than_any_figure():
    with_photos = replace(HOUSE, photos=(0x0F0F_3C3C_7181_1234, 0x1234_5678_1234_9876))
    rough = make_twin(photos=(0x0F0F_3C3C_7181_1235,), surface_m2=None, energy_kwh=None)

    assert codes(with_photos, rough)["photos_same"] == max(codes(with_photos, rough).values())


def test_the_template_of_an_agency_says_nothing_of_a_home():
    texts = [
        f"A Boitron, pavillon de {size} m² : séjour lumineux, cuisine ouverte, bureau possible."
        for size in range(80, 90)
    ]
    vocabulary = Vocabulary.learned(texts)

    first, second = (Words("", text, vocabulary) for text in texts[:2])

    assert not first.own_trigrams
    assert not second.own_trigrams


DESCRIPTIONS = [
    f"{praise}, {place}, avec {feature}, proche des commerces et de l’école."
    for praise in ("Charmante", "Lumineuse", "Familiale")
    for place in ("au calme", "dans un hameau", "en centre-bourg")
    for feature in ("un puits ancien", "une véranda chauffée", "un four à pain", "une cave voûtée")
]
"""Descriptions by agencies: the praise is shared by one listing of three, the feature by one of
four.
"""


def make_words(text: str) -> Words:
    return Words("Maison", text, Vocabulary.learned(DESCRIPTIONS))


def test_what_is_rarely_written_weighs_more_than_what_is_written_everywhere():
    rare = make_words("Charmante, au calme, moulin à eau, biez, roue à aubes et grande écluse.")
    again = make_words("Familiale, moulin, biez, roue à aubes, grande écluse en eau.")
    common = make_words("Charmante, au calme, avec un puits ancien, proche des commerces et école.")
    alike = make_words("Charmante, au calme, avec une cave voûtée, proche des commerces et école.")

    shared = codes(replace(HOUSE, words=rare), make_twin(words=again))["words_alike"]
    template = codes(replace(HOUSE, words=common), make_twin(words=alike))
    assert shared > template.get("words_alike", 0.0)


def test_a_phrase_of_a_few_words_is_no_template_however_often_homes_have_it():
    features = (
        "une cave voûtée et un cellier", "la grange attenante et son appentis",
        "un poêle à granulés presque neuf", "des tomettes anciennes sous les poutres",
        "quatre chambres mansardées en enfilade", "ce puits profond entouré de saules",
        "sa véranda chauffée sur cour pavée", "deux ateliers électrifiés avec fosse",
    )  # fmt: skip
    texts = [f"{first}, {second}." for first, second in permutations(features, 2)]
    template = "Cette annonce n’est pas contractuelle, honoraires à la charge du vendeur."
    vocabulary = Vocabulary.learned([*texts, *(f"{text} {template}" for text in texts[1::8])])

    remaining_words = vocabulary.without_templates(plain(f"{texts[0]} {template}").split())
    assert {"cave", "grange"} <= set(remaining_words)
    assert vocabulary.bits("cave") > vocabulary.bits("un")
    assert "honoraires" not in remaining_words


def test_the_fewer_words_are_left_the_less_their_agreement_says():
    much = "Moulin à eau, biez, roue à aubes, écluse, saules, passerelle, pigeonnier et glacière."
    little = "Avec un moulin."
    whole = codes(replace(HOUSE, words=make_words(much)), make_twin(words=make_words(much)))
    few = codes(replace(HOUSE, words=make_words(little)), make_twin(words=make_words(little)))

    assert whole["words_alike"] > few["words_alike"] > 0


def test_rooms_that_only_the_words_state_are_read():
    silent = make_twin(
        rooms=None, bedrooms=None, words=Words("Maison 6 pièces", "Cinq ou 5 chambres.")
    )

    assert {"rooms_same", "bedrooms_same"} <= codes(HOUSE, silent).keys()


def test_a_title_that_contradicts_its_column_is_believed_as_much():
    assert "rooms_same" in codes(HOUSE, make_twin(rooms=5))
    assert "rooms_other" in codes(HOUSE, make_twin(rooms=5, words=Words("Maison 4 pièces")))


def test_a_figure_that_only_looks_like_rooms_is_none():
    words = Words("T3 de 62 m²", "Place de parking 12, à 4 km, 2 pieds dans l’eau, 3 chambres.")

    assert (words.rooms, words.bedrooms) == ({3}, {3})


def test_one_home_is_recognised_by_little_where_nothing_is_like_it():
    bare = {"land_m2": None, "built_year": None, "energy_class": "", "emissions_class": ""}
    bare |= {"energy_kwh": None, "emissions_kg": None, "rooms": None, "bedrooms": None}
    listing, again = replace(HOUSE, words=Words(), **bare), make_twin(words=Words(), **bare)

    def in_a_hamlet(**changes: object) -> str:
        return score_pair(listing, replace(again, **changes), crowd=2).verdict

    assert in_a_hamlet(surface_m2=151.0, price_eur=236_000) == "linked"
    assert in_a_hamlet(surface_m2=143.0, price_eur=236_000) != "linked"


def test_silence_weighs_nothing():
    empty = Traits(key="x", agency="X", commune="61050", price_eur=231_000)

    assert {"surface_other", "rooms_other", "energy_other"}.isdisjoint(codes(HOUSE, empty))


@pytest.mark.parametrize(
    ("first_price", "second_price"),
    [
        ({"net_price_eur": 220_000}, {"net_price_eur": 220_000, "price_eur": 236_500}),
        ({"net_price_eur": 220_000}, {"price_eur": 220_000}),
        ({}, {"net_price_eur": 231_000, "price_eur": 249_000}),
    ],
)
def test_one_price_without_the_fees_weighs_as_much_as_one_price(first_price, second_price):
    weights = codes(replace(HOUSE, **first_price), make_twin(**second_price))

    assert weights["net_price_same"] == codes(HOUSE, make_twin())["price_same"]


def test_two_other_net_prices_leave_the_prices_as_they_are():
    weights = codes(replace(HOUSE, net_price_eur=220_000), make_twin(net_price_eur=223_000))

    assert "net_price_same" not in weights
    assert "price_same" in weights


def test_two_metres_are_as_much_in_a_studio_as_in_a_flat():
    studio = codes(replace(HOUSE, surface_m2=20.0), make_twin(surface_m2=21.6))
    flat = codes(replace(HOUSE, surface_m2=52.0), make_twin(surface_m2=53.6))

    assert studio["surface_close"] == flat["surface_close"]


def test_a_land_that_is_nearly_alike_is_another_one():
    assert codes(HOUSE, make_twin(land_m2=2_150))["land_other"] < 0
    assert codes(HOUSE, make_twin(land_m2=2_340))["land_same"] > 0


def test_a_diagnosis_that_is_nearly_alike_is_another_one():
    assert codes(HOUSE, make_twin(energy_kwh=177, emissions_kg=14))["energy_other"] < -2


def test_a_figure_mistyped_in_a_diagnosis_weighs_less_than_another_diagnosis():
    slip = codes(HOUSE, make_twin(energy_kwh=714))["energy_other"]
    other_diagnosis = codes(HOUSE, make_twin(energy_kwh=714, emissions_kg=45))["energy_other"]

    assert other_diagnosis < slip < 0


def test_two_places_that_are_each_blurred_may_be_farther_apart_than_one():
    def position_codes(precision: str) -> set[str]:
        listing = make_twin(latitude=48.5, longitude=0.1, precision="district")
        far_listing = replace(HOUSE, latitude=48.5135, longitude=0.1, precision=precision)
        return {code for code in codes(listing, far_listing) if code.startswith("position")}

    assert position_codes("address") == {"position_far"}
    assert position_codes("district") == {"position_near"}


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"surface_m2": 118.0},
        {"price_eur": 129_000, "energy_kwh": 341},
        {"land_m2": 100, "rooms": 2},
        {"photos": (0x0F0F_3C3C_7181_1234,), "surface_m2": 133.0},
        {"offer": "rental"},
    ],
)
def test_a_glance_never_leaves_out_what_would_be_joined(changes):
    house_with_photo = replace(HOUSE, photos=(0x0F0F_3C3C_7181_1234,))

    assert (
        may_be_same_dwelling(house_with_photo, make_twin(**changes))
        or verdict(house_with_photo, make_twin(**changes)) != "linked"
    )


def test_a_glance_leaves_out_another_house_of_the_village():
    assert not may_be_same_dwelling(
        HOUSE, make_twin(surface_m2=118.0, energy_kwh=341, land_m2=400), crowd=200
    )
