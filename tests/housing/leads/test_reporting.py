"""Reports of a home: the form and its errors, the signed link, and undo."""

from datetime import timedelta

import pytest
from django.core import signing
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.backends.postgresql.psycopg_any import NumericRange
from django.urls import reverse
from django.utils import timezone

from bocage.housing.leads.demand import households_looking_for
from bocage.housing.leads.forms import LeadReportForm
from bocage.housing.leads.links import lead_report_link
from bocage.housing.leads.operations.leads import UNDO_DELAY
from bocage.housing.models import Lead
from bocage.people.models import Role
from tests.housing.factories import LeadFactory, SavedSearchFactory
from tests.housing.leads.factories import candidate, coordinator, phone_photo, town_hall
from tests.people.factories import PersonFactory
from tests.territory.factories import CommuneFactory

pytestmark = pytest.mark.django_db

TWO_TAPS = {"bien": "house", "pour": "sale"}


@pytest.fixture
def mayor(boitron):
    return town_hall(boitron, role=Role.ELECTED)


def signed(person, commune):
    return reverse("lead_report_signed", args=[lead_report_link.token(person.pk, commune.pk)])


def test_two_taps_are_enough(client, mayor, boitron):
    client.force_login(mayor)

    response = client.post(reverse("lead_report", args=[boitron.pk]), TWO_TAPS, follow=True)

    lead = Lead.objects.get()
    assert (lead.kind, lead.market, lead.status, lead.reported_by) == (
        "house",
        "sale",
        "shared",
        mayor,
    )
    assert lead.caller == Lead.Caller.TOWN_HALL
    assert "C’est noté." in response.content.decode()


@pytest.mark.parametrize(
    ("changes", "prices"),
    [
        ({"prix": "sale:80000-120000"}, (80_000, 120_000)),
        ({"prix": "sale:0-80000"}, (None, 80_000)),
        ({"prix": "sale:250000-"}, (250_000, None)),
        ({"prix": ""}, (None, None)),
        ({"prix_libre": "95 000 €"}, (95_000, 95_000)),
        ({"prix_libre": "95k"}, (95_000, 95_000)),
        ({"prix": "sale:0-80000", "prix_libre": "70000"}, (70_000, 70_000)),
        ({"pour": "rental", "prix": "rental:500-700"}, (500, 700)),
        ({"pour": "rental", "prix": "sale:0-80000"}, (None, None)),
        ({"pour": "sale", "prix": "rental:500-700"}, (None, None)),
        ({"pour": "soon", "prix": "sale:0-80000"}, (None, 80_000)),
        ({"pour": "soon", "prix": "rental:500-700"}, (500, 700)),
        ({"pour": "soon", "bientot": "rental", "prix": "rental:500-700"}, (500, 700)),
        ({"pour": "soon", "bientot": "rental", "prix": "sale:0-80000"}, (None, None)),
        ({"pour": "soon", "bientot": "rental", "prix_libre": "650"}, (650, 650)),
    ],
)
def test_price_is_a_band_or_a_number(changes, prices):
    form = LeadReportForm({**TWO_TAPS, **changes})

    assert form.is_valid(), form.errors
    assert (form.report().price_from_eur, form.report().price_to_eur) == prices


@pytest.mark.parametrize(
    ("changes", "offer"),
    [
        ({"pour": "soon"}, ""),
        ({"pour": "soon", "bientot": "sale"}, "sale"),
        ({"pour": "soon", "bientot": "rental", "prix": "sale:0-80000"}, "rental"),
        ({"pour": "soon", "prix": "rental:0-500"}, "rental"),
        ({"pour": "soon", "prix": "sale:0-80000", "prix_libre": "70000"}, "sale"),
        ({"pour": "sale", "bientot": "rental"}, ""),
        ({"pour": "rental", "prix": "rental:0-500"}, ""),
    ],
)
def test_what_comes_soon_says_what_it_is_for(changes, offer):
    form = LeadReportForm({**TWO_TAPS, **changes})

    assert form.is_valid(), form.errors
    assert form.report().soon_offer == offer


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"bien": ""}, "bien"),
        ({"bien": "castle"}, "bien"),
        ({"pour": "gift"}, "pour"),
        ({"pour": "soon", "bientot": "gift"}, "bientot"),
        ({"pour": "soon", "prix_libre": "650"}, "bientot"),
        ({"prix": "sale:-5-9"}, "prix"),
        ({"prix_libre": "-1"}, "prix_libre"),
        ({"prix_libre": "9e99"}, "prix_libre"),
        ({"prix_libre": "0"}, "prix_libre"),
        ({"prix_libre": "99999999999999999999"}, "prix_libre"),
        ({"pieces": "0"}, "pieces"),
        ({"pieces": "61"}, "pieces"),
        ({"surface": "-3"}, "surface"),
        ({"terrain": "99999999999"}, "terrain"),
        ({"ou": "a" * 201}, "ou"),
        ({"words": "a" * 1001}, "words"),
        ({"proprietaire": "a" * 121}, "proprietaire"),
        ({"telephone": "0" * 31}, "telephone"),
        ({"qui_appelle": "everybody"}, "qui_appelle"),
        ({"ou": "a\x00b"}, "ou"),
    ],
)
def test_nonsense_is_refused_with_a_sentence_and_the_rest_is_kept(
    client, mayor, boitron, changes, field
):
    client.force_login(mayor)
    data = {**TWO_TAPS, "words": "Grange attenante", **changes}

    response = client.post(reverse("lead_report", args=[boitron.pk]), data)

    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]
    assert Lead.objects.count() == 0
    if field != "words":
        assert "Grange attenante" in response.content.decode()


def test_invalid_photo_is_refused_and_the_rest_is_kept(client, mayor, boitron):
    client.force_login(mayor)
    file = SimpleUploadedFile("photo.jpg", b"<script>alert(1)</script>", "image/jpeg")

    response = client.post(
        reverse("lead_report", args=[boitron.pk]), {**TWO_TAPS, "ou": "le bourg", "photo": file}
    )

    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["photo"]
    assert "le bourg" in response.content.decode()


def test_words_are_shown_as_words(client, mayor, boitron):
    client.force_login(mayor)
    words = "<script>alert(1)</script>"

    client.post(reverse("lead_report", args=[boitron.pk]), {**TWO_TAPS, "words": words})
    body = client.get(Lead.objects.get().get_absolute_url()).content.decode()

    assert words not in body
    assert "&lt;script&gt;" in body


def test_somebody_without_a_mandate_learns_that_the_town_hall_reads_first(client, boitron):
    client.force_login(PersonFactory())

    response = client.post(reverse("lead_report", args=[boitron.pk]), TWO_TAPS, follow=True)

    assert Lead.objects.get().status == "reported"
    assert "La mairie la relira avant de la montrer" in response.content.decode()


def test_where_leads_straight_to_the_one_commune_of_a_town_hall(client, mayor, boitron):
    client.force_login(mayor)

    response = client.get(reverse("lead_report_commune"))

    assert response["Location"] == reverse("lead_report", args=[boitron.pk])


def test_where_offers_a_search_to_others(client, boitron):
    client.force_login(coordinator(boitron))
    CommuneFactory(essay=True)

    body = client.get(reverse("lead_report_commune"), {"q": "boitr"}).content.decode()

    assert body.count(reverse("lead_report", args=[boitron.pk])) >= 1


def test_where_leads_to_the_commune_that_is_chosen(client, boitron):
    client.force_login(coordinator(boitron))

    response = client.get(reverse("lead_report_commune"), {"commune": boitron.pk})

    assert response["Location"] == reverse("lead_report", args=[boitron.pk])


@pytest.mark.parametrize("commune", ["a/b", "99999", "²", "../..", "x" * 3000])
def test_where_asks_again_after_what_is_no_commune(client, commune):
    client.force_login(PersonFactory())

    body = client.get(reverse("lead_report_commune"), {"commune": commune}).content.decode()

    assert "dans quelle commune" in body


def test_signed_link_tells_a_home_without_an_account(client, mayor, boitron):
    address = signed(mayor, boitron)

    page = client.get(address)
    response = client.post(address, {**TWO_TAPS, "photo": phone_photo(size=(80, 60))})

    lead = Lead.objects.get()
    assert (page.status_code, response.status_code) == (200, 302)
    assert (lead.reported_by, lead.commune, lead.status) == (mayor, boitron, "shared")
    assert lead.photos.count() == 1
    assert "_auth_user_id" not in client.session
    for answer in (page, response):
        assert "no-store" in answer["Cache-Control"]
        assert answer["Referrer-Policy"] == "same-origin"


def test_signed_link_that_is_only_opened_changes_nothing(client, mayor, boitron):
    for _visit in range(3):
        client.get(signed(mayor, boitron))
        client.head(signed(mayor, boitron))

    assert Lead.objects.count() == 0


def test_signed_link_shows_no_lead_and_opens_no_page(client, mayor, boitron):
    lead = LeadFactory(commune=boitron, reported_by=mayor, owner__name="Odile-Lefranc")

    body = client.get(signed(mayor, boitron)).content.decode()

    assert "Odile-Lefranc" not in body
    assert str(lead.pk) not in body
    assert client.get(lead.get_absolute_url()).status_code == 302


@pytest.mark.parametrize(
    "make_person",
    [
        lambda commune: town_hall(commune, over=True),
        lambda commune: town_hall(commune, not_begun=True),
        lambda _commune: town_hall(CommuneFactory(essay=True)),
        lambda commune: town_hall(commune, person__is_active=False),
        coordinator,
        lambda _commune: PersonFactory(),
    ],
    ids=["ended", "not begun", "neighbour", "closed account", "coordinator", "anybody"],
)
def test_signed_link_works_while_its_mandate_does(client, boitron, make_person):
    address = signed(make_person(boitron), boitron)

    assert client.get(address).status_code == 410
    assert client.post(address, TWO_TAPS).status_code == 410
    assert Lead.objects.count() == 0


@pytest.mark.parametrize(
    ("token", "status"),
    [
        ("abc", 404),
        ("a" * 3000, 404),
        (signing.dumps(["not-a-person", "61051"], salt="bocage.housing.report_lead"), 404),
        (signing.dumps("61051", salt="bocage.housing.report_lead"), 404),
        (signing.dumps(["0199b7a4-0000-7000-8000-000000000001", "61051"], salt="other"), 404),
        (
            signing.dumps(
                ["0199b7a4-0000-7000-8000-000000000001", "61051"], salt="bocage.housing.report_lead"
            ),
            404,
        ),
    ],
    ids=["word", "huge", "not a person", "not a pair", "other purpose", "nobody"],
)
def test_signed_link_that_was_changed_is_refused(client, token, status):
    assert client.get(reverse("lead_report_signed", args=[token])).status_code == status


def test_signed_link_of_more_than_a_year_has_expired(client, mayor, boitron, monkeypatch):
    address = signed(mayor, boitron)
    long_ago = timezone.now() + timedelta(days=401)
    monkeypatch.setattr("django.core.signing.time.time", long_ago.timestamp)

    assert client.get(address).status_code == 410


def test_noted_page_says_how_many_look_for_it_and_undoes(client, mayor, boitron):
    for _household in range(2):
        SavedSearchFactory(person=candidate())
    client.post(signed(mayor, boitron), TWO_TAPS)
    lead = Lead.objects.get()
    noted = reverse(
        "lead_reported_signed", args=[lead_report_link.token(mayor.pk, boitron.pk), lead.pk]
    )

    body = client.get(noted).content.decode()
    assert "2 familles accompagnées cherchent cela" in body

    undo = reverse("lead_undo_signed", args=[lead_report_link.token(mayor.pk, boitron.pk), lead.pk])
    assert client.get(undo).status_code == 405
    client.post(undo)
    client.post(undo)

    lead.refresh_from_db()
    assert (lead.status, lead.close_reason) == ("closed", "mistake")
    assert "retirée" in client.get(noted).content.decode()


def test_noted_page_of_another_is_not_found(client, mayor, boitron):
    lead = LeadFactory(commune=boitron)
    noted = reverse(
        "lead_reported_signed", args=[lead_report_link.token(mayor.pk, boitron.pk), lead.pk]
    )

    assert client.get(noted).status_code == 404


def test_undo_from_the_espace_is_for_ten_minutes(client, mayor, boitron):
    old = LeadFactory(
        commune=boitron, reported_by=mayor, reported_at=timezone.now() - 2 * UNDO_DELAY
    )
    client.force_login(mayor)

    response = client.post(reverse("lead_undo", args=[old.pk]))

    old.refresh_from_db()
    assert (response.status_code, old.status) == (409, "shared")


@pytest.mark.parametrize(
    ("search", "counts"),
    [
        ({}, 1),
        ({"offer": "rental"}, 0),
        ({"kinds": ["land"]}, 0),
        ({"price": NumericRange(None, 90_000, "[)")}, 0),
        ({"price": NumericRange(None, 100_000, "[)")}, 1),
        ({"rooms": NumericRange(5, None, "[)")}, 0),
        ({"status": "paused"}, 0),
        ({"near": 15_000}, 1),
        ({"near": 3_000}, 0),
    ],
)
def test_households_are_those_accompanied_whose_search_the_lead_meets(boitron, search, counts):
    near = search.pop("near", None)
    if near:
        essay = CommuneFactory(essay=True)
        search |= {
            "latitude": essay.latitude,
            "longitude": essay.longitude,
            "radius_m": near,
            "commune": essay,
        }
    SavedSearchFactory(person=candidate(), **search)
    SavedSearchFactory(**search)
    SavedSearchFactory(person=candidate(ends_on=timezone.localdate()), **search)
    lead = LeadFactory(commune=boitron)

    assert households_looking_for(lead) == counts


@pytest.mark.parametrize(("offer", "counts"), [("sale", 0), ("rental", 1)])
def test_households_of_what_is_to_rent_soon_are_those_who_rent(boitron, offer, counts):
    SavedSearchFactory(person=candidate(), offer=offer)
    lead = LeadFactory(
        commune=boitron,
        market="soon",
        soon_offer="rental",
        price_from_eur=700,
        price_to_eur=900,
    )

    assert households_looking_for(lead) == counts


def test_household_with_two_searches_counts_once(boitron):
    person = candidate()
    SavedSearchFactory(person=person)
    SavedSearchFactory(person=person)

    assert households_looking_for(LeadFactory(commune=boitron)) == 1
