"""Alerts by mail, or only by notifications and the feed; and withdrawn homes in digests."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError
from django.urls import reverse

from bocage.foundation.errors import NotAllowed
from bocage.housing.alerts.operations.alerts import MAX_GONE, send_due_alerts
from bocage.housing.models import Alert
from bocage.housing.searches.errors import MailIsTheOnlyWay
from bocage.housing.searches.holders import AddressHolder, token_of
from bocage.housing.searches.operations import choose_mail
from tests.housing.alerts.test_web_push import Browser, allow
from tests.housing.factories import (
    AlertFactory,
    DwellingFactory,
    MarketFactFactory,
    SavedSearchFactory,
)
from tests.people.factories import PersonFactory

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 11, 25, 12, tzinfo=ZoneInfo("Europe/Paris"))
YESTERDAY = NOON - timedelta(days=1)


@pytest.fixture
def pushed_messages(monkeypatch):
    """The notifications that browsers were handed."""
    messages = []
    monkeypatch.setattr(
        "bocage.housing.alerts.handlers.deliver_push",
        lambda **params: messages.append(params["message"]),
    )
    return messages


def make_due_alert(search, **home):
    fact = MarketFactFactory(dwelling=DwellingFactory(**home))
    return AlertFactory(search=search, fact=fact, due_at=NOON)


def make_sent_alert(search, **home):
    """Creates an alert of the last message of the search."""
    fact = MarketFactFactory(dwelling=DwellingFactory(**home), happened_at=YESTERDAY)
    return AlertFactory(search=search, fact=fact, due_at=YESTERDAY, notified_at=YESTERDAY)


def make_alert_of_gone_home(search, **home):
    """Creates an alert of the last message, whose home left the market this morning."""
    gone_at = NOON - timedelta(hours=3)
    return make_sent_alert(search, is_on_the_market=False, gone_at=gone_at, **home)


def digest(**options):
    return SavedSearchFactory(**{"rhythm": "daily", "last_notified_at": YESTERDAY, **options})


def test_a_search_without_mail_is_shown_by_browsers_alone(
    deliver_mails, run_tasks, pushed_messages
):
    search = SavedSearchFactory(notifies_by_mail=False)
    allow(search.person, public_key=Browser().public_key)
    alert = make_due_alert(search)

    send_due_alerts(now=NOON)
    run_tasks()

    assert deliver_mails() == []
    assert [str(alert.fact.dwelling_id) in message.url for message in pushed_messages] == [True]
    assert Alert.objects.get().notified_at == NOON


def test_of_two_searches_the_mail_tells_that_which_wants_it_and_browsers_both(
    deliver_mails, run_tasks, pushed_messages
):
    by_mail = SavedSearchFactory(name="Le Perche")
    without = SavedSearchFactory(name="Le bocage", person=by_mail.person, notifies_by_mail=False)
    allow(by_mail.person, public_key=Browser().public_key)
    make_due_alert(by_mail, title="Longère")
    make_due_alert(without, title="Presbytère")

    send_due_alerts(now=NOON)
    run_tasks()

    (mail,) = deliver_mails()
    assert [line["title"] for line in mail.facts["lines"]] == ["Longère"]
    assert [fact["name"] for fact in mail.facts["searches"]] == ["Le Perche"]
    (message,) = pushed_messages
    assert "Longère" in message.body
    assert "Presbytère" in message.body


def test_without_an_account_mails_are_the_only_way():
    search = SavedSearchFactory(person=None, email="lea@ville.example")

    with pytest.raises(MailIsTheOnlyWay):
        choose_mail(by=AddressHolder(search.email), search=search, by_mail=False)
    with pytest.raises(IntegrityError, match="housing_savedsearch_address_told_by_mail"):
        SavedSearchFactory(person=None, email="lea@ville.example", notifies_by_mail=False)


def test_nobody_chooses_for_another():
    search = SavedSearchFactory()

    with pytest.raises(NotAllowed):
        choose_mail(by=PersonFactory(), search=search, by_mail=False)


def test_the_page_takes_mails_away_and_says_what_is_left(client):
    search = SavedSearchFactory()
    client.force_login(search.person)
    settings = reverse("search_change", args=[search.pk, "reglages"])

    client.post(settings, {"name": search.name, "rhythm": "daily"})

    search.refresh_from_db()
    assert search.notifies_by_mail is False
    page = client.get(reverse("saved_search", args=[search.pk])).content.decode()
    assert "Aucun de vos navigateurs n’est autorisé" in page
    assert "sans courriel" in client.get(reverse("saved_searches")).content.decode()

    allow(search.person, public_key=Browser().public_key)
    page = client.get(reverse("saved_search", args=[search.pk])).content.decode()
    assert "Aucun de vos navigateurs n’est autorisé" not in page

    client.post(settings, {"name": search.name, "rhythm": "daily", "notifies_by_mail": "on"})
    search.refresh_from_db()
    assert search.notifies_by_mail is True


def test_an_address_without_an_account_has_no_choice_of_mails(client):
    search = SavedSearchFactory(person=None, email="lea@ville.example")
    token = token_of(search.email)
    page = client.get(reverse("address_search", args=[token, search.pk])).content.decode()

    client.post(
        reverse("address_search_change", args=[token, search.pk, "reglages"]),
        {"name": "Chez nous", "rhythm": "daily"},
    )

    search.refresh_from_db()
    assert "notifies_by_mail" not in page
    assert (search.name, search.notifies_by_mail) == ("Chez nous", True)


def test_a_digest_says_which_homes_have_gone_since_the_last_one(deliver_mails):
    search = digest()
    make_due_alert(search)
    make_alert_of_gone_home(search, title="Maison de bourg")
    make_sent_alert(search, title="Toujours là")
    make_alert_of_gone_home(digest(), title="D’une autre recherche")

    send_due_alerts(now=NOON)

    (mail,) = deliver_mails()
    assert [home["title"] for home in mail.facts["gone_homes"]] == ["Maison de bourg"]
    assert "Parti depuis votre dernier message" in mail.html
    assert "Maison de bourg" in mail.text


def test_what_the_last_message_knew_is_not_stated_again(deliver_mails):
    search = digest(last_notified_at=NOON - timedelta(hours=1))
    make_due_alert(search)
    make_alert_of_gone_home(search)

    send_due_alerts(now=NOON)

    assert deliver_mails()[0].facts["gone_homes"] == []


def test_no_message_leaves_because_a_home_has_gone(deliver_mails):
    make_alert_of_gone_home(digest())

    send_due_alerts(now=NOON)

    assert deliver_mails() == []


def test_a_search_reported_at_once_does_not_speak_of_what_has_gone(deliver_mails):
    search = digest(rhythm="immediately")
    make_due_alert(search)
    make_alert_of_gone_home(search)

    send_due_alerts(now=NOON)

    assert deliver_mails()[0].facts["gone_homes"] == []


def test_a_digest_names_a_few_of_those_that_have_gone(deliver_mails):
    search = digest()
    make_due_alert(search)
    for _number in range(MAX_GONE + 2):
        make_alert_of_gone_home(search)

    send_due_alerts(now=NOON)

    assert len(deliver_mails()[0].facts["gone_homes"]) == MAX_GONE


@pytest.mark.parametrize("holders", [1, 3])
def test_digests_ask_as_much_for_one_holder_as_for_three(django_assert_num_queries, holders):
    for _number in range(holders):
        search = digest()
        make_due_alert(search)
        make_alert_of_gone_home(search)

    with django_assert_num_queries(11 + 2 * holders):
        send_due_alerts(now=NOON)
