"""Sending of alerts: once per holder, in one message, when due."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bocage.housing.alerts.operations.alerts import MAX_LINES, forget_old_alerts, send_due_alerts
from bocage.housing.alerts.operations.matching import match_pending_facts
from bocage.housing.models import Alert, Dwelling, MarketFact
from bocage.housing.searches.operations import set_quiet_hours
from bocage.people.operations.persons import stop_messages
from tests.housing.factories import (
    AlertFactory,
    DwellingFactory,
    LeadFactory,
    MarketFactFactory,
    SavedSearchFactory,
)
from tests.housing.wishes import between, search_around
from tests.people.factories import EntitlementFactory, PersonFactory
from tests.territory.factories import CommuneFactory

pytestmark = pytest.mark.django_db

PARIS = ZoneInfo("Europe/Paris")
NOON = datetime(2026, 11, 25, 12, tzinfo=PARIS)
NIGHT = datetime(2026, 11, 25, 23, tzinfo=PARIS)


def tell(now=NOON):
    while send_due_alerts(now=now):
        pass


def due(search, **fact):
    return AlertFactory(search=search, fact=MarketFactFactory(**fact), due_at=NOON)


def plain(text):
    return text.replace("\xa0", " ").replace("\u202f", " ")


def test_a_home_is_shown_with_why_it_answers(deliver_mails):
    mortagne, boitron = CommuneFactory(mortagne=True), CommuneFactory(boitron=True)
    search = search_around(mortagne, radius_m=30_000, price=between(last=200_000))
    due(search, dwelling=DwellingFactory(commune=boitron))

    tell()

    (mail,) = deliver_mails()
    assert mail.recipient == search.person.email
    assert plain(mail.subject) == "Longère de 5 pièces, Boitron · 180 000 €"
    assert (
        "5 pièces, 120 m², à 20 km de Mortagne-au-Perche, 20 000 € de moins que votre budget"
        in plain(mail.text)
    )
    assert "/reponse/housing.stop_searches:" in mail.html
    assert Alert.objects.get().notified_at == NOON
    search.refresh_from_db()
    assert search.last_notified_at == NOON


def test_no_distance_is_notified_of_a_home_without_a_position(deliver_mails):
    nowhere = {"latitude": None, "longitude": None, "position_precision": ""}
    boitron = CommuneFactory(boitron=True, unlocated=True, latitude=None, longitude=None)
    home = DwellingFactory(commune=boitron, **nowhere)
    due(search_around(CommuneFactory(mortagne=True), radius_m=30_000), dwelling=home)

    tell()

    assert "km de Mortagne-au-Perche" not in plain(deliver_mails()[0].text)


def test_a_fall_tells_from_which_price_and_that_it_enters_the_budget(deliver_mails):
    search = SavedSearchFactory(price=between(last=185_000))
    due(search, kind="price_fell", previous_price_eur=195_000, price_eur=180_000)

    tell()

    text = plain(deliver_mails()[0].text)
    assert "Le prix baisse : de 195 000 € à 180 000 €" in text
    assert "le prix entre dans votre budget" in text


def test_a_home_that_is_back_says_so(deliver_mails):
    due(SavedSearchFactory(), kind="back")

    tell()

    assert "De retour sur le marché" in deliver_mails()[0].subject


def test_what_is_due_together_is_one_message(deliver_mails):
    search = SavedSearchFactory()
    for _number in range(3):
        due(search)

    tell()

    (mail,) = deliver_mails()
    assert plain(mail.subject) == "3 logements pour vous : Une maison dans le Perche"


def test_three_hundred_homes_are_one_digest(deliver_mails):
    search = SavedSearchFactory()
    for _number in range(MAX_LINES + 20):
        due(search)

    tell()

    (mail,) = deliver_mails()
    assert mail.facts["more_count"] == 20
    assert len(mail.facts["lines"]) == MAX_LINES
    assert not Alert.objects.filter(notified_at=None).exists()


def test_a_home_that_meets_two_searches_of_somebody_is_one_line(deliver_mails):
    first = SavedSearchFactory(name="Le Perche")
    second = SavedSearchFactory(name="Avec jardin", person=first.person)
    fact = MarketFactFactory()
    AlertFactory(search=first, fact=fact, due_at=NOON)
    AlertFactory(search=second, fact=fact, due_at=NOON)

    tell()

    (mail,) = deliver_mails()
    (line,) = mail.facts["lines"]
    assert set(line["searches"]) == {"Le Perche", "Avec jardin"}


def test_a_fact_that_another_search_keeps_for_later_is_not_reported_twice(deliver_mails):
    now = SavedSearchFactory()
    later = SavedSearchFactory(person=now.person, rhythm="weekly")
    fact = MarketFactFactory()
    AlertFactory(search=now, fact=fact, due_at=NOON)
    AlertFactory(search=later, fact=fact, due_at=NOON + timedelta(days=3))

    tell()
    tell(NOON + timedelta(days=4))

    assert len(deliver_mails()) == 1


def test_two_facts_of_a_home_are_one_line(deliver_mails):
    search, home = SavedSearchFactory(), DwellingFactory()
    due(search, dwelling=home)
    due(search, dwelling=home, kind="price_fell", price_eur=180_000, previous_price_eur=190_000)

    tell()

    assert [line["fact"] for line in deliver_mails()[0].facts["lines"]] == ["appeared"]


def test_nothing_is_reported_before_it_is_due(deliver_mails):
    AlertFactory(due_at=NOON + timedelta(minutes=1))

    tell()

    assert deliver_mails() == []


def test_nothing_is_reported_at_night_even_when_it_was_due_in_the_evening(deliver_mails):
    due(SavedSearchFactory())

    tell(NIGHT)

    assert deliver_mails() == []
    alert = Alert.objects.get()
    assert alert.due_at.astimezone(PARIS) == datetime(2026, 11, 26, 7, tzinfo=PARIS)
    tell(alert.due_at)
    assert len(deliver_mails()) == 1


def test_who_has_no_quiet_hours_is_reported_at_night(deliver_mails):
    search = SavedSearchFactory()
    set_quiet_hours(by=search.person, quiet_from=0, quiet_until=0)
    due(search)

    tell(NIGHT)

    assert len(deliver_mails()) == 1


def test_a_home_that_left_meanwhile_is_dropped(deliver_mails):
    alert = due(SavedSearchFactory())
    Dwelling.objects.update(is_on_the_market=False, gone_at=NOON)

    tell()

    assert deliver_mails() == []
    assert not Alert.objects.filter(pk=alert.pk).exists()


def test_a_fall_that_was_taken_back_is_dropped(deliver_mails):
    due(SavedSearchFactory(), kind="price_fell", previous_price_eur=170_000, price_eur=160_000)

    tell()

    assert deliver_mails() == []


def test_a_search_that_is_paused_is_shown_nothing_until_it_is_taken_up(deliver_mails):
    search = SavedSearchFactory(status="paused")
    due(search)

    tell()
    assert deliver_mails() == []
    assert Alert.objects.filter(notified_at=None).count() == 1
    forget_old_alerts(now=NOON + timedelta(days=8))
    assert Alert.objects.count() == 0


def test_who_stopped_the_mails_of_the_channel_gets_none(deliver_mails):
    search = SavedSearchFactory()
    stop_messages(by=search.person, person=search.person, channel="housing_alerts")
    due(search)

    tell()

    assert deliver_mails() == []


def test_an_account_that_is_closed_is_shown_nothing(deliver_mails):
    due(SavedSearchFactory(person=PersonFactory(is_active=False)))

    tell()

    assert deliver_mails() == []


def test_an_address_without_an_account_is_shown_with_its_own_page(deliver_mails):
    due(SavedSearchFactory(person=None, email="lea@ville.example"))

    tell()

    (mail,) = deliver_mails()
    assert mail.recipient == "lea@ville.example"
    assert "/recherches/de/" in mail.text


def lead_alert(**fields):
    search = SavedSearchFactory()
    entitlement = EntitlementFactory(person=search.person, kind="accompanied")
    lead = LeadFactory(commune=CommuneFactory(mortagne=True), **fields)
    due(search, dwelling=None, lead=lead)
    return lead, entitlement


def test_a_lead_tells_its_commune_its_kind_and_its_rough_price_and_nothing_more(deliver_mails):
    lead, _entitlement = lead_alert(words="La maison de la veuve Lefranc, volets bleus")

    tell()

    (mail,) = deliver_mails()
    words = plain(mail.text + mail.html + mail.subject + str(mail.facts))
    assert "Maison à vendre, Mortagne-au-Perche" in words
    assert "de 90 000 € à 120 000 €" in words
    for secret in (lead.owner.name, lead.owner.phone, lead.about_where, "Lefranc", "volets"):
        assert secret not in words


def test_a_lead_no_longer_shared_alerts_nobody(deliver_mails):
    lead, _entitlement = lead_alert()
    type(lead).objects.update(status="stale", stale_at=NOON)

    tell()

    assert deliver_mails() == []


def test_a_lead_is_not_reported_to_who_is_accompanied_no_more(deliver_mails):
    _lead, entitlement = lead_alert()
    type(entitlement).objects.update(ends_on=entitlement.starts_on)

    tell()

    assert deliver_mails() == []


def test_a_message_that_does_not_commit_leaves_the_alerts_due(monkeypatch):
    """A worker that dies between the mail and the mark: both are rolled back, and sent by the
    next.
    """
    due(SavedSearchFactory())

    def die(*_args, **_kwargs):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("bocage.housing.alerts.operations.alerts._mark_notified", die)
        with pytest.raises(KeyboardInterrupt):
            send_due_alerts(now=NOON)
    assert Alert.objects.filter(notified_at=None).count() == 1


def test_from_a_fact_to_the_mail(run_tasks, deliver_mails):
    from bocage.housing.alerts.tasks import match_facts

    search = SavedSearchFactory(quiet_from=0, quiet_until=0)
    MarketFactFactory()

    match_facts.defer()
    run_tasks()

    assert [mail.recipient for mail in deliver_mails()] == [search.person.email]
    assert match_pending_facts() == 0
    assert MarketFact.objects.filter(matched_at=None).count() == 0


def test_many_holders_cost_two_queries_more_each_for_their_mail(django_assert_max_num_queries):
    for _number in range(8):
        due(SavedSearchFactory())

    with django_assert_max_num_queries(8 + 8 * 7):
        send_due_alerts(now=NOON)
