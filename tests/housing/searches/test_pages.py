"""The pages of saved searches, with and without an account; their feed; the demand."""

from urllib.parse import urlsplit
from uuid import uuid4
from xml.etree import ElementTree

import pytest
from django.core import signing
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from bocage.foundation.models import OutgoingMail
from bocage.housing.alerts.operations.alerts import send_due_alerts
from bocage.housing.models import Dwelling, PushSubscription, SavedSearch
from bocage.housing.searches.holders import SALT, token_of
from bocage.people.models import Role
from tests.housing.factories import (
    AlertFactory,
    DwellingFactory,
    LeadFactory,
    MarketFactFactory,
    SavedSearchFactory,
)
from tests.housing.wishes import search_around
from tests.people.factories import EntitlementFactory, MandateFactory, PersonFactory, ScopeFactory
from tests.territory.factories import CommuneFactory

pytestmark = pytest.mark.django_db

LEA = "lea@ville.example"
ATOM = {"atom": "http://www.w3.org/2005/Atom"}
SAVE = "/recherches/nouvelle/?prix-max=200000&pieces-min=4"


def plain(response):
    return response.content.decode().replace("\xa0", " ").replace("\u202f", " ")


def signed_in(client, person=None):
    person = person or PersonFactory()
    client.force_login(person)
    return person


def test_the_page_says_what_will_be_looked_for(client):
    page = plain(client.get(SAVE))

    assert "Maison ou appartement à vendre · jusqu’à 200 000 € · au moins 4 pièces" in page
    assert 'name="email"' in page


def test_an_address_asks_for_alerts_and_is_reported_to_open_its_mailbox(client, deliver_mails):
    response = client.post(SAVE, {"email": LEA, "rhythm": "daily"})

    assert response.url == reverse("search_requested")
    search = SavedSearch.objects.get()
    assert (search.email, search.status, search.rhythm) == (LEA, "unconfirmed", "daily")
    assert search.price.upper == 200_001
    assert len(deliver_mails()) == 1


def test_nothing_tells_whether_an_address_is_known(client):
    PersonFactory(email=LEA)

    known_response = client.post(SAVE, {"email": LEA, "rhythm": "daily"})
    unknown = client.post(SAVE, {"email": "autre@ville.example", "rhythm": "daily"})

    assert (known_response.status_code, known_response.url) == (unknown.status_code, unknown.url)


@pytest.mark.parametrize("email", ["", "pas une adresse", "x" * 300 + "@ville.example"])
def test_an_invalid_address_is_refused_and_the_rest_is_kept(client, email):
    response = client.post(SAVE, {"email": email, "rhythm": "weekly"})

    assert response.status_code == 422
    assert "pieces-min=4" in plain(response)
    assert SavedSearch.objects.count() == 0


def test_who_is_signed_in_saves_in_one_click(client):
    person = signed_in(client)

    response = client.post(SAVE, {"rhythm": "immediately"})

    search = SavedSearch.objects.get()
    assert (search.person, search.status) == (person, "active")
    assert response.url == reverse("saved_search", args=[search.pk])


def link_in(mail, action):
    path = next(word for word in mail.text.split() if f"/reponse/{action}:" in word)
    return "/" + path.split("/", 3)[3]


def test_a_link_that_is_only_opened_confirms_nothing(client, deliver_mails):
    client.post(SAVE, {"email": LEA, "rhythm": "immediately"})
    link = link_in(deliver_mails()[0], "housing.confirm_search")

    page = plain(client.get(link))
    assert "Oui, m’alerter" in page
    assert SavedSearch.objects.get().status == "unconfirmed"

    confirmed_page = plain(client.post(link))
    assert "vous serez alerté(e)" in confirmed_page
    assert SavedSearch.objects.get().status == "active"
    assert "/recherches/de/" in confirmed_page


def send_alert_mail(deliver_mails, **fields):
    search = SavedSearchFactory(quiet_from=0, quiet_until=0, **fields)
    AlertFactory(search=search)
    send_due_alerts()
    return search, deliver_mails()[-1]


def test_one_click_stops_the_searches_of_the_mail(client, deliver_mails):
    from bocage.foundation.mail.delivery import compose

    search, mail = send_alert_mail(deliver_mails, person=None, email=LEA)
    message = compose(mail)
    address = message["List-Unsubscribe"].strip("<>")
    path = "/" + address.split("/", 3)[3]

    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert client.get(path).status_code == 302
    assert Client(enforce_csrf_checks=True).post(path).status_code == 400
    search.refresh_from_db()
    assert search.status == "active"

    answer = Client(enforce_csrf_checks=True).post(path, {"List-Unsubscribe": "One-Click"})

    assert answer.status_code == 200
    search.refresh_from_db()
    assert search.status == "stopped"


def test_the_address_that_stops_does_nothing_else(client, deliver_mails):
    _search, mail = send_alert_mail(deliver_mails)
    token = link_in(mail, "housing.less_often").rstrip("/").rpartition("/")[2]

    answer = client.post(reverse("stop_searches", args=[token]), {"List-Unsubscribe": "One-Click"})

    assert answer.status_code == 404


def test_less_often_is_by_one_step_however_often_it_is_pressed(client, deliver_mails):
    search, mail = send_alert_mail(deliver_mails)
    link = link_in(mail, "housing.less_often")

    for _press in range(2):
        assert "une fois par jour" in plain(client.post(link))
        search.refresh_from_db()
        assert search.rhythm == "daily"


def test_the_list_says_what_is_followed_and_what_it_finds(client):
    person = signed_in(client)
    search_around(CommuneFactory(mortagne=True), person=person, name="Autour de Mortagne")
    SavedSearchFactory(person=person, status="stopped", stopped_at=timezone.now())
    DwellingFactory(commune=CommuneFactory(mortagne=True))

    page = plain(client.get(reverse("saved_searches")))

    assert "Autour de Mortagne" in page
    assert "15 km autour de Mortagne-au-Perche" in page
    assert "1 logement aujourd’hui" in page
    assert "Reprendre" in page


def test_the_list_costs_the_same_queries_for_one_search_and_for_five(
    client, django_assert_num_queries
):
    person = signed_in(client)
    client.get(reverse("saved_searches"))
    for _round in range(2):
        SavedSearchFactory(person=person)
        with django_assert_num_queries(5):
            client.get(reverse("saved_searches"))
        for _number in range(4):
            SavedSearchFactory(person=person)


@pytest.mark.parametrize(
    ("verb", "status"), [("pause", "paused"), ("arret", "stopped"), ("reprise", "active")]
)
def test_a_search_is_changed_from_its_card(client, verb, status):
    search = SavedSearchFactory(person=signed_in(client))

    client.post(reverse("search_change", args=[search.pk, verb]))

    search.refresh_from_db()
    assert search.status == status


def test_what_was_stopped_is_undone(client):
    search = SavedSearchFactory(person=signed_in(client))
    page = client.post(reverse("search_change", args=[search.pk, "arret"]), follow=True)
    undo = reverse("search_change", args=[search.pk, "reprise"])
    assert undo in plain(page)

    client.post(undo)

    search.refresh_from_db()
    assert search.status == "active"


def test_the_settings_are_saved(client):
    search = SavedSearchFactory(person=signed_in(client))

    client.post(
        reverse("search_change", args=[search.pk, "reglages"]),
        {"name": "Chez nous", "rhythm": "weekly"},
    )

    search.refresh_from_db()
    assert (search.name, search.rhythm) == ("Chez nous", "weekly")


def test_settings_that_make_no_sense_are_refused(client):
    search = SavedSearchFactory(person=signed_in(client))

    response = client.post(
        reverse("search_change", args=[search.pk, "reglages"]), {"name": "", "rhythm": "hourly"}
    )

    assert response.status_code == 422


def test_an_action_that_does_not_exist_is_not_found(client):
    search = SavedSearchFactory(person=signed_in(client))

    assert client.post(reverse("search_change", args=[search.pk, "manger"])).status_code == 404


@pytest.mark.parametrize(
    "hours", [{"quiet_from": "25", "quiet_until": "7"}, {}, {"quiet_from": "x"}]
)
def test_invalid_hours_are_refused(client, hours):
    SavedSearchFactory(person=signed_in(client))

    page = plain(client.post(reverse("search_quiet_hours"), hours, follow=True))

    assert "Choisissez deux heures" in page


def test_quiet_hours_are_set(client):
    search = SavedSearchFactory(person=signed_in(client))

    client.post(reverse("search_quiet_hours"), {"quiet_from": "20", "quiet_until": "9"})

    search.refresh_from_db()
    assert (search.quiet_from, search.quiet_until) == (20, 9)


def test_nobody_sees_or_changes_the_search_of_another(client):
    search = SavedSearchFactory()
    signed_in(client)

    assert client.get(reverse("saved_search", args=[search.pk])).status_code == 404
    assert client.post(reverse("search_change", args=[search.pk, "arret"])).status_code == 404
    search.refresh_from_db()
    assert search.status == "active"


def test_an_address_sees_and_changes_its_own_searches_alone(client):
    own_search = SavedSearchFactory(person=None, email=LEA, name="La mienne")
    other_search = SavedSearchFactory(person=None, email="autre@ville.example", name="Une autre")
    token = token_of(LEA)

    page = plain(client.get(reverse("address_searches", args=[token])))
    assert "La mienne" in page
    assert "Une autre" not in page
    for search, status in ((own_search, 302), (other_search, 404)):
        address = reverse("address_search_change", args=[token, search.pk, "arret"])
        assert client.post(address).status_code == status
    assert client.get(reverse("address_search", args=[token, own_search.pk])).status_code == 200
    assert client.get(reverse("address_search", args=[token, other_search.pk])).status_code == 404
    own_search.refresh_from_db()
    assert own_search.status == "stopped"


@pytest.mark.parametrize(
    "token",
    ["faux", "a" * 1_500, signing.dumps({"email": LEA}, salt="x")],
    ids=["word", "huge", "other purpose"],
)
def test_a_forged_address_opens_nothing(client, token):
    SavedSearchFactory(person=None, email=LEA)

    assert client.get(reverse("address_searches", args=[token])).status_code == 404


def test_an_address_of_last_year_has_expired(client, monkeypatch):
    monkeypatch.setattr("django.core.signing.time.time", lambda: 1_000_000_000)
    token = signing.dumps({"email": LEA}, salt=SALT, compress=True)
    monkeypatch.undo()

    assert client.get(reverse("address_searches", args=[token])).status_code == 410


def feed_of(client, search, **headers):
    return client.get(reverse("search_feed", args=[search.feed_key]), headers=headers)


def test_the_feed_tells_what_was_found(client):
    alert = AlertFactory()

    response = feed_of(client, alert.search)

    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    feed = ElementTree.fromstring(response.content)  # noqa: S314 - our own feed
    (entry,) = feed.findall("atom:entry", ATOM)
    assert entry.findtext("atom:id", namespaces=ATOM) == f"urn:uuid:{alert.pk}"
    assert "Longère de 5 pièces" in entry.findtext("atom:title", namespaces=ATOM)


def test_the_feed_leads_to_the_homes_and_reads_as_a_page(client):
    search = search_around(CommuneFactory(boitron=True))

    content = feed_of(client, search).content

    feed = ElementTree.fromstring(content)  # noqa: S314 - our own feed
    (link,) = [
        element for element in feed.findall("atom:link", ATOM) if element.get("rel") == "alternate"
    ]
    page = urlsplit(link.get("href"))
    assert (page.path, "commune=61051" in page.query) == (reverse("home_list"), True)
    assert b'<?xml-stylesheet type="text/css" href="/static/feed.css"?>' in content
    assert feed.findtext("atom:subtitle", namespaces=ATOM).startswith("Ce qui est trouvé")


def test_a_reader_that_has_this_version_takes_nothing_again(client):
    alert = AlertFactory()
    first = feed_of(client, alert.search)

    assert feed_of(client, alert.search, if_none_match=first["ETag"]).status_code == 304

    Dwelling.objects.update(price_eur=170_000)
    assert feed_of(client, alert.search, if_none_match=first["ETag"]).status_code == 200


def test_a_feed_without_a_home_is_a_feed(client):
    assert ElementTree.fromstring(feed_of(client, SavedSearchFactory()).content) is not None  # noqa: S314 - our own feed


def test_an_address_that_was_replaced_opens_nothing(client):
    search = SavedSearchFactory(person=signed_in(client))

    client.post(reverse("search_change", args=[search.pk, "flux"]))

    assert feed_of(client, search).status_code == 404


def test_a_stopped_search_and_a_closed_account_have_no_feed(client):
    stopped = SavedSearchFactory(status="stopped", stopped_at=timezone.now())
    closed = SavedSearchFactory(person=PersonFactory(is_active=False))

    assert feed_of(client, stopped).status_code == 404
    assert feed_of(client, closed).status_code == 404


def test_the_feed_shows_leads_to_who_is_accompanied_today_alone(client):
    search = SavedSearchFactory()
    lead = LeadFactory(commune=CommuneFactory(mortagne=True))
    AlertFactory(search=search, fact=MarketFactFactory(dwelling=None, lead=lead))
    assert "Mortagne" not in feed_of(client, search).content.decode()

    EntitlementFactory(person=search.person, kind="accompanied")

    feed = feed_of(client, search).content.decode()
    assert "Mortagne" in feed
    assert "Lefranc" not in feed


def test_a_title_that_holds_markup_is_text_in_the_feed(client):
    home = DwellingFactory(title="<script>alert(1)</script> & co")
    alert = AlertFactory(fact=MarketFactFactory(dwelling=home))

    feed = ElementTree.fromstring(feed_of(client, alert.search).content)  # noqa: S314 - our own feed

    title = feed.find("atom:entry", ATOM).findtext("atom:title", namespaces=ATOM)
    assert title.startswith("<script>alert(1)</script> & co")


def test_the_browser_page_lists_and_withdraws(client):
    person = signed_in(client)
    subscription = PushSubscription.objects.create(
        person=person, endpoint="https://push.example/a", public_key="k", secret="s", browser="Edge"
    )

    page = plain(client.get(reverse("notifications")))
    assert "Edge" in page
    assert "data-key=" in page
    client.post(reverse("browser_forget", args=[subscription.pk]))

    assert not PushSubscription.objects.exists()
    assert client.post(reverse("browser_forget", args=[uuid4()])).status_code == 404


def test_a_browser_without_keys_is_refused_in_a_sentence(client):
    signed_in(client)

    page = plain(client.post(reverse("browser_allow"), {"endpoint": "x"}, follow=True))

    assert "n’a pas donné d’adresse" in page


def test_the_worker_is_a_script_that_is_asked_for_again(client):
    response = client.get(reverse("notifications_service_worker"))

    assert response["Content-Type"] == "text/javascript; charset=utf-8"
    assert "showNotification" in response.content.decode()


def elected(commune):
    return MandateFactory(
        role=Role.ELECTED, scope=ScopeFactory(of_commune=True, commune=commune)
    ).person


def test_the_demand_is_for_the_commune_that_one_runs(client):
    mortagne, boitron = CommuneFactory(mortagne=True), CommuneFactory(boitron=True)
    for _number in range(6):
        search_around(mortagne)
    signed_in(client, elected(mortagne))

    page = plain(client.get(reverse("demand_detail", args=[mortagne.slug])))

    assert "6 ménages" in page
    assert client.get(reverse("demand_detail", args=[boitron.slug])).status_code == 404
    assert client.get(reverse("demand_list")).url == reverse("demand_detail", args=[mortagne.slug])


def test_the_public_sees_no_demand(client):
    mortagne = CommuneFactory(mortagne=True)
    search_around(mortagne)

    assert "La demande" not in plain(client.get(mortagne.get_absolute_url()))
    signed_in(client)
    assert "La demande" not in plain(client.get(mortagne.get_absolute_url()))
    assert client.get(reverse("demand_list")).status_code == 404
    signed_in(client, elected(mortagne))
    assert "moins de 5 ménages" in plain(client.get(mortagne.get_absolute_url())).lower()


def test_asking_often_for_an_address_is_refused_in_a_sentence(client):
    for _number in range(5):
        client.post(SAVE, {"email": LEA, "rhythm": "daily"})

    response = client.post(SAVE, {"email": LEA, "rhythm": "daily"})

    assert response.status_code == 422
    assert OutgoingMail.objects.count() == 5
