"""Pages of the ranking: public, by query string, with a household's own wishes."""

import re

import pytest
from django.http import HttpResponse, QueryDict
from django.template.loader import render_to_string
from django.urls import reverse

from bocage.housing.prices.rents import MIN_HOMES
from bocage.territory.models import Commune
from bocage.welcome.projects.sections import file_sections
from bocage.welcome.suitability.addresses import address_of, read_criteria
from bocage.welcome.suitability.household_weights import SuitabilityCriteria
from bocage.welcome.suitability.operations.rows import refresh_suitability
from bocage.welcome.suitability.ranking_criteria.registry import usual_weights
from tests.housing.factories import DwellingFactory
from tests.pages.page_text import marks_of, text_of
from tests.people.factories import PersonFactory
from tests.territory.factories import CommuneFactory, DepartementFactory, FormerCommuneFactory
from tests.welcome.factories import ProjectFactory
from tests.welcome.suitability.factories import CommuneFactFactory, three_communes

pytestmark = pytest.mark.django_db

RANKING = "/communes/pour-nous/"
COMPARISON = "/communes/comparer/"


def order_of(page):
    return re.findall(r'<h3><a href="/communes/([\w-]+)/">', page.content.decode())


# The address.


def test_criteria_round_trip_through_the_address():
    criteria = SuitabilityCriteria(
        weights={"fibre": 3, "schools": 2, "near": 1},
        schools=("primary", "middle"),
        offer="both",
        budget_eur=180_000,
        rent_eur=700,
        surface_m2=120,
        setting="village",
        wished=("61464",),
        departement="61",
    )
    CommuneFactory(sees=True)
    criteria_read_back = read_criteria(QueryDict(address_of(criteria)))
    assert address_of(criteria_read_back) == address_of(criteria)
    assert (
        criteria_read_back.weight("fibre"),
        criteria_read_back.weight("schools"),
        criteria_read_back.weight("health"),
    ) == (3, 2, 0)


def test_an_address_that_asks_nothing_has_the_usual_weights():
    assert read_criteria(QueryDict("")).weight("fibre") == 2
    assert read_criteria(QueryDict("gare=1")).weight("fibre") == 0


def test_an_amount_is_read_as_people_type_it():
    assert read_criteria(QueryDict("budget=180 000 €")).budget_eur == 180_000


IGNORED_PARTS = "Nous avons laissé de côté ce que nous n’avons pas compris : "


@pytest.mark.parametrize(
    ("query", "words"),
    [
        (
            "fibre=9&gare=-1&paris=x",
            IGNORED_PARTS + "La fibre, Une gare, Paris pas trop loin en train.",
        ),
        ("fibre=NaN", IGNORED_PARTS + "La fibre."),
        ("fibre=" + "9" * 5_000, IGNORED_PARTS + "La fibre."),
        ("fibre=1&fibre=3", "Dit plusieurs fois, et lu la dernière : La fibre."),
        ("budget=-5", "Le budget n’a pas été compris : écrivez un montant entre 1 000 € et"),
        ("budget=NaN", "Le budget n’a pas été compris"),
        ("budget=999999999999999999999", "Le budget n’a pas été compris"),
        ("budget=١٢٣٤", "Le budget n’a pas été compris"),
        ("loyer=0", "Le loyer n’a pas été compris : écrivez un montant entre 1 € et 20 000 €."),
        ("loyer=gratuit", "Le loyer n’a pas été compris"),
        ("loyer=600&loyer=700", "Dit plusieurs fois, et lu la dernière : le loyer."),
        ("surface=0", "La surface n’a pas été comprise : écrivez un nombre entre 9 et 1000."),
        (
            "lieu=lune&offre=vol&niveau=université",
            IGNORED_PARTS + "les écoles, acheter ou louer, le cadre de vie.",
        ),
        ("pres-de=99999&pres-de=';--", "Une commune de l’adresse n’existe pas"),
        ("pres-de=" + "9" * 5_000, "Une commune de l’adresse n’existe pas"),
        ("pres-de-nom=Atlantide", "Aucune commune ne ressemble à cela"),
        ("pres-de-nom=" + "x" * 5_000, "Aucune commune ne ressemble à cela"),
        ("pres-de-nom=%00", "Aucune commune ne ressemble à cela"),
        ("departement='; DROP TABLE", IGNORED_PARTS + "le département."),
        ("page=-1", IGNORED_PARTS + "la page."),
        ("page=²", IGNORED_PARTS + "la page."),
        (
            "&".join(f"pres-de=61{n:03}" for n in range(500)),
            "6 communes au plus guident le classement : les premières sont gardées.",
        ),
    ],
)
def test_invalid_criteria_are_ignored_and_reported(client, query, words):
    three_communes()
    for address in (f"{RANKING}?{query}", f"{COMPARISON}?c=61051&{query}"):
        page = client.get(address)
        assert page.status_code == 200
        assert words in text_of(page).replace("\u202f", " ").replace("\u00a0", " ")


@pytest.mark.parametrize(
    "query", ["", "budget=&surface=&pres-de-nom=&pres-de=&departement=", "fibre=3&page=2"]
)
def test_valid_address_reports_nothing(client, query):
    three_communes()
    assert (
        'class="message message-warning"' not in client.get(f"{RANKING}?{query}").content.decode()
    )


def test_a_commune_that_was_typed_without_a_script_is_added(client):
    _boitron, sees, _l_aigle = three_communes()
    page = client.get(f"{RANKING}?proximite=3&pres-de-nom=sees&pres-de=")
    assert order_of(page)[0] == "commune-61464"
    assert f'name="pres-de" value="{sees.code}" checked' in page.content.decode()
    # With JavaScript, the code decides: the name is only the displayed text.
    page = client.get(f"{RANKING}?proximite=3&pres-de-nom=Atlantide&pres-de=61051")
    assert order_of(page)[0] == "commune-61051"


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("c=61051&c=99999", "Une commune de l’adresse n’existe pas"),
        ("c=NaN", "Une commune de l’adresse n’existe pas"),
        (
            "c=61051&c=61464&c=61214&c=61001&c=61002",
            "4 communes au plus se comparent : les premières sont gardées.",
        ),
    ],
)
def test_comparison_reports_ignored_parts(client, query, words):
    three_communes()
    CommuneFactory(code="61001", name="Alençon")
    CommuneFactory(code="61002", name="Almenêches")
    text = text_of(client.get(f"{COMPARISON}?{query}"))
    assert words in text.replace("\u202f", " ").replace("\u00a0", " ")


def test_a_comparison_of_a_commune_reported_twice_says_nothing(client):
    three_communes()
    page = client.get(f"{COMPARISON}?c=61051&c=61051")
    assert "message-warning" not in page.content.decode()


# The ranking.


def test_anonymous_visitor_sees_communes_ranked_by_criteria(client):
    three_communes()
    assert order_of(client.get(f"{RANKING}?fibre=3"))[0] == "commune-61051"
    assert order_of(client.get(f"{RANKING}?sante=3"))[0] == "commune-61464"


def test_each_score_is_explained_by_its_facts_their_sources_and_what_is_missing(client):
    three_communes()
    page = client.get(f"{RANKING}?fibre=3&sante=1")
    text = text_of(page)
    assert "98 % des logements raccordables à la fibre (Arcep, 1er janvier 2024)" in text
    assert "4 médecins généralistes à Sées, à 9 km, environ 15 min en voiture" in text
    assert 'href="https://insee.example/bpe" rel="external nofollow"' in page.content.decode()
    assert "Pas connu : la part des logements que la fibre atteint" in text
    assert "Connu pour 1 critère sur 2." in text


def test_a_rent_is_shown_with_its_source_its_day_and_of_how_many_homes(client):
    boitron = CommuneFactory(boitron=True)
    for _home in range(MIN_HOMES):
        DwellingFactory(commune=boitron, offer="rental", price_eur=480, surface_m2=50)
    refresh_suitability()

    text = text_of(client.get(f"{RANKING}?prix=3&offre=location"))

    assert "9,60 € le m² par mois (loyer médian de 5 logements annoncés en deux ans)" in text
    assert "annonces suivies ici, charges parfois comprises, " in text
    assert "Pas connu" not in text


def test_surface_of_a_monthly_budget_is_shown(client):
    boitron = CommuneFactory(boitron=True)
    DwellingFactory.create_batch(
        MIN_HOMES, commune=boitron, offer="rental", price_eur=500, surface_m2=50
    )
    refresh_suitability()

    page = client.get(f"{RANKING}?prix=3&offre=location&loyer=600&surface=60")

    assert "votre loyer y paie 60 m²" in text_of(page).replace("\u00a0", " ")
    assert order_of(page) == ["commune-61051"]


@pytest.mark.parametrize("offer", ["vente", "location", "location-puis-vente"])
def test_form_keeps_both_budgets(client, offer):
    page = marks_of(client.get(f"{RANKING}?offre={offer}&loyer=600&budget=90000"))

    assert f'name="offre" value="{offer}" checked' in page
    assert page.count('name="offre"') == 3
    assert re.search(r'<label for="loyer">Loyer au plus .*?name="loyer"[^>]*value="600"', page)
    assert re.search(r'<label for="budget">Budget d’achat .*?name="budget"[^>]*value="90000"', page)


def test_a_neighbour_that_shares_the_position_of_a_wished_commune_is_not_taken_for_it(client):
    boitron = CommuneFactory(boitron=True)
    CommuneFactory(essay=True, latitude=boitron.latitude, longitude=boitron.longitude)
    refresh_suitability()

    text = text_of(client.get(f"{RANKING}?proximite=3&pres-de=61051")).casefold()
    assert "l’une des communes souhaitées" in text
    assert "une commune souhaitée tout près" in text
    assert " 0 km" not in text


def test_commune_without_a_position_is_at_no_distance(client):
    boitron, _sees, _l_aigle = three_communes()
    address = f"{RANKING}?sante=3&proximite=1&pres-de=61464"
    exact = text_of(client.get(address))
    assert "4 médecins généralistes à Sées, à 9 km, environ 15 min en voiture" in exact
    Commune.objects.filter(pk=boitron.pk).update(latitude=None, longitude=None, position_source="")
    refresh_suitability()

    assert "à 9 km" not in text_of(client.get(address))


def test_a_ranking_of_which_nothing_is_known_says_so(client):
    three_communes()
    assert "Les communes qui vont le mieux" in text_of(client.get(f"{RANKING}?fibre=3"))

    text = text_of(client.get(f"{RANKING}?prix=3&offre=location"))
    assert "Rien n’est encore connu de ce qui compte" in text
    assert "Les communes qui vont le mieux" not in text


def test_nothing_of_who_asks_is_needed_and_no_wish_is_offered(client):
    three_communes()
    page = client.get(RANKING)
    assert "Nous la souhaitons" not in page.content.decode()


def test_only_the_results_answer_htmx(client):
    three_communes()
    page = client.get(f"{RANKING}?fibre=3", headers={"HX-Request": "true"})
    content = page.content.decode()
    assert content.lstrip().startswith('<section id="resultats"')
    assert "HX-Request" in page.headers["Vary"]


def test_a_page_without_communes_says_what_to_do(client):
    assert "Aucune commune n’a encore été notée" in text_of(client.get(RANKING))


def test_no_weight_at_all_asks_for_one(client):
    three_communes()
    assert "Donnez du poids" in text_of(client.get(f"{RANKING}?fibre=0"))


def test_the_next_communes_are_on_the_next_page(client):
    for number in range(14):
        CommuneFactFactory(commune=CommuneFactory(), kind="fibre", value=99 - number)
    refresh_suitability()
    first_page = client.get(f"{RANKING}?fibre=3")
    second_page = client.get(f"{RANKING}?fibre=3&page=2")
    assert (len(order_of(first_page)), len(order_of(second_page))) == (12, 2)
    assert "Les suivantes" in text_of(first_page)
    assert "Les suivantes" not in text_of(second_page)


def test_hostile_names_are_written_as_text(client):
    boitron, _sees, _l_aigle = three_communes()
    CommuneFactFactory(
        commune=boitron, kind="paris_minutes", value=9, detail="<script>alert(1)</script>"
    )
    refresh_suitability()
    content = client.get(f"{RANKING}?paris=3").content.decode()
    assert "<script>alert(1)" not in content
    assert "&lt;script&gt;alert(1)" in content


def test_the_departement_is_asked_only_where_there_are_several(client):
    three_communes()
    assert 'name="departement"' not in client.get(RANKING).content.decode()
    CommuneFactory(code="72003", departement=DepartementFactory(sarthe=True))
    assert 'name="departement"' in client.get(RANKING).content.decode()


@pytest.mark.parametrize("communes", [1, 3])
def test_the_page_takes_as_many_queries_for_many(client, django_assert_num_queries, communes):
    for _number in range(communes):
        CommuneFactFactory(commune=CommuneFactory(), kind="fibre")
    refresh_suitability()
    client.get(f"{RANKING}?fibre=1")
    with django_assert_num_queries(3):
        client.get(f"{RANKING}?fibre=1")


def test_the_page_is_whole_in_english(client):
    three_communes()
    text = text_of(client.get("/en" + RANKING))
    assert "Which communes suit us?" in text
    assert "sur 100" not in text


# The comparison.


def test_up_to_four_communes_are_compared_side_by_side(client):
    three_communes()
    FormerCommuneFactory(code="61307")
    refresh_suitability()
    page = client.get(f"{COMPARISON}?c=61214&c=61051&c=61307&c=61464&c=61001&fibre=3")
    text = text_of(page)
    assert [name for name in ("L’Aigle", "Boitron", "Merlerault-le-Pin", "Sées") if name in text]
    assert "Alençon" not in text
    assert "98 % des logements raccordables" in text
    assert page.content.decode().count('<th scope="col">') == 5


def test_a_comparison_of_nothing_says_what_to_do(client):
    assert "Cochez jusqu’à 4 communes" in text_of(client.get(COMPARISON))


# A household's own.


@pytest.fixture
def household(client):
    person = PersonFactory()
    client.force_login(person)
    return ProjectFactory(adults=[person], needs_health=True, workspace_days=0)


def test_a_household_starts_from_its_own_project(client, household):
    three_communes()
    page = client.get(RANKING)
    assert "Nous sommes partis de ce que dit votre projet" in text_of(page)
    assert order_of(page)[0] == "commune-61464"
    assert "Nous sommes partis" not in text_of(client.get(f"{RANKING}?fibre=3"))


def test_one_click_wishes_a_commune_and_another_takes_it_back(client, household):
    _boitron, sees, _l_aigle = three_communes()
    address = reverse("commune_wish", args=[household.pk])
    ranking_url = f"{RANKING}?fibre=3"
    answer = client.post(address, {"commune": "61464", "souhait": "oui", "suite": ranking_url})
    assert (answer.status_code, answer.url) == (302, ranking_url)
    assert list(household.communes.all()) == [sees]
    answer = client.post(
        address, {"commune": "61464", "souhait": "non"}, headers={"HX-Request": "true"}
    )
    assert "Nous la souhaitons" in answer.content.decode()
    assert not household.communes.exists()


def test_a_wish_never_leads_to_another_site(client, household):
    CommuneFactory(sees=True)
    answer = client.post(
        reverse("commune_wish", args=[household.pk]),
        {"commune": "61464", "suite": "https://ailleurs.example/"},
    )
    assert answer.url == RANKING


def test_a_household_keeps_how_it_ranks_and_comes_back_to_its_answers(client, household):
    three_communes()
    address = reverse("commune_weights", args=[household.pk])
    ranking_url = f"{RANKING}?fibre=3&paris=1"
    assert "Garder ces réglages" in text_of(client.get(ranking_url))

    answer = client.post(address, {"fibre": "3", "paris": "1", "suite": ranking_url})

    assert answer.url == ranking_url
    assert "Vos réglages gardés" in text_of(client.get(ranking_url))
    assert "Vos réglages gardés" in text_of(client.get(RANKING))
    assert 'value="3" aria-valuetext="indispensable"' in client.get(RANKING).content.decode()
    assert "D’après les réglages que vous avez gardés" in text_of(client.get("/mon-projet/"))
    client.post(address, {"reglages": "oublier"})
    household.refresh_from_db()
    assert household.weights == {}
    assert "Vos réglages gardés" not in text_of(client.get(RANKING))


@pytest.mark.parametrize(
    "weights",
    [
        {},
        {"fibre": "-1"},
        {"fibre": "9" * 5_000},
        {"fibre": "<script>"},
        {"pres-de": "x" * 5_000, "suite": "https://ailleurs.example/"},
    ],
    ids=["nothing", "negative", "huge", "script", "elsewhere"],
)
def test_weights_that_mean_nothing_are_the_usual_ones(client, household, weights):
    answer = client.post(reverse("commune_weights", args=[household.pk]), weights)

    assert answer.url == RANKING
    household.refresh_from_db()
    assert household.weights == usual_weights()


def test_nobody_keeps_weights_by_the_address_of_another_household(client, household):
    other_project = ProjectFactory()
    answer = client.post(reverse("commune_weights", args=[other_project.pk]), {"fibre": "3"})
    assert answer.status_code == 404
    other_project.refresh_from_db()
    assert other_project.weights == {}


def test_ranking_offers_no_saving_without_a_project(client):
    three_communes()
    assert "Garder ces réglages" not in text_of(client.get(f"{RANKING}?fibre=3"))


@pytest.mark.parametrize("commune", ["", "99999", "x" * 5_000])
def test_a_commune_that_is_none_is_not_wished(client, household, commune):
    address = reverse("commune_wish", args=[household.pk])
    assert client.post(address, {"commune": commune}).status_code == 404


def test_nobody_wishes_for_another_household(client, household):
    CommuneFactory(sees=True)
    other_project = ProjectFactory()
    answer = client.post(reverse("commune_wish", args=[other_project.pk]), {"commune": "61464"})
    assert answer.status_code == 404
    assert not other_project.communes.exists()


def test_the_page_of_the_household_shows_the_first_communes_and_wishes_them(client, household):
    three_communes()
    page = client.get("/mon-projet/")
    text = text_of(page)
    assert "Les communes qui vous vont" in text
    assert order_of(page)[0] == "commune-61464"
    assert f'action="{reverse("commune_wish", args=[household.pk])}"' in page.content.decode()


def test_a_household_that_has_arrived_is_shown_none(client):
    three_communes()
    person = PersonFactory()
    client.force_login(person)
    ProjectFactory(adults=[person], settled=True)
    assert "Les communes qui vous vont" not in text_of(client.get("/mon-projet/"))


def test_coordinator_sees_suitable_communes():
    _boitron, sees, _l_aigle = three_communes()
    project = ProjectFactory(needs_health=True)
    project.communes.add(sees)
    section = next(
        file_section
        for file_section in file_sections(project, PersonFactory())
        if file_section.name == "communes"
    )
    text = text_of(HttpResponse(render_to_string(section.template, {"section": section.context})))
    assert "Les communes qui leur vont" in text
    assert "Sées" in text
    assert "souhaitée" in text
